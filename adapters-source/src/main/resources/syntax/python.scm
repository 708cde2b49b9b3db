(import_statement name: (dotted_name) @import)
(import_statement name: (aliased_import name: (dotted_name) @import))
(import_from_statement module_name: (dotted_name) @import)
(import_from_statement module_name: (relative_import (dotted_name)) @import)
(import_from_statement module_name: (relative_import . (import_prefix) @import.base .) name: (dotted_name) @import.name)
(import_from_statement
  module_name: (relative_import . (import_prefix) @import.base .) name: (aliased_import name: (dotted_name) @import.name))
(comment) @comment

(decorated_definition definition: (class_definition name: (identifier) @name body: (_) @body)) @type
(class_definition name: (identifier) @name body: (_) @body) @type
(decorated_definition definition: (function_definition name: (identifier) @name body: (_) @body)) @function
(function_definition name: (identifier) @name body: (_) @body) @function
(decorator) @annotation

(class_definition body: (block . (expression_statement . (string (string_content) @doc))))
(function_definition body: (block . (expression_statement . (string (string_content) @doc))))

(module (expression_statement (assignment left: (identifier) @name right: (_))) @constant)
((class_definition body: (block (expression_statement (assignment left: (identifier) @name right: (_))) @constant))
  (#match? @name "^[A-Z][A-Z0-9_]*$"))
(type_alias_statement left: (type (identifier) @name)) @type
