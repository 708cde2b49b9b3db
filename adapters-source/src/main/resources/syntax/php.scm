(namespace_definition name: (_) @package)
(namespace_use_declaration (namespace_use_clause [(qualified_name) (name)] @import))
(namespace_use_declaration (namespace_name) @import.prefix
  body: (namespace_use_group (namespace_use_clause . (name) @import.member)))
(require_expression (string (string_content) @import))
(require_once_expression (string (string_content) @import))
(include_expression (string (string_content) @import))
(include_once_expression (string (string_content) @import))
(require_once_expression (binary_expression right: (string (string_content) @import)))
(require_expression (binary_expression right: (string (string_content) @import)))
(comment) @comment
(attribute_list) @annotation

(class_declaration name: (_) @name body: (_) @body) @type
(interface_declaration name: (_) @name body: (_) @body) @type
(trait_declaration name: (_) @name body: (_) @body) @type
(enum_declaration name: (_) @name body: (_) @body) @type

(method_declaration name: (_) @name body: (_)? @body) @function
(function_definition name: (_) @name body: (_) @body) @function
(const_declaration (const_element . (name) @name)) @constant
(property_declaration (static_modifier) (property_element name: (variable_name (name) @name))) @constant
((function_call_expression function: (name) @_function
  arguments: (arguments . (argument (string (string_content) @name)))) @constant
  (#eq? @_function "define"))
(anonymous_function) @hidden
(arrow_function) @hidden
