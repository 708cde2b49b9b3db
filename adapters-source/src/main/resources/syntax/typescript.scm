(import_statement source: (string (string_fragment) @import))
(export_statement source: (string (string_fragment) @import))
((call_expression function: (identifier) @_function arguments: (arguments . (string (string_fragment) @import)))
  (#eq? @_function "require"))
(call_expression function: (import) arguments: (arguments . (string (string_fragment) @import)))
(comment) @comment
(decorator) @annotation

(export_statement [(class_declaration name: (_) @name body: (_) @body) (class name: (_) @name body: (_) @body)]) @type
(export_statement (abstract_class_declaration name: (_) @name body: (_) @body)) @type
(export_statement (interface_declaration name: (_) @name body: (_) @body)) @type
(export_statement (enum_declaration name: (_) @name body: (_) @body)) @type
(export_statement (type_alias_declaration name: (_) @name)) @type
(ambient_declaration (class_declaration name: (_) @name body: (_) @body)) @type
(class_declaration name: (_) @name body: (_) @body) @type
(abstract_class_declaration name: (_) @name body: (_) @body) @type
(interface_declaration name: (_) @name body: (_) @body) @type
(enum_declaration name: (_) @name body: (_) @body) @type
(type_alias_declaration name: (_) @name) @type

(expression_statement (internal_module name: (_) @name body: (_) @body)) @module
(export_statement (internal_module name: (_) @name body: (_) @body)) @module
(internal_module name: (_) @name body: (_) @body) @module

(export_statement
  [(function_declaration name: (_) @name body: (_) @body) (generator_function_declaration name: (_) @name body: (_) @body)])
  @function
(function_declaration name: (_) @name body: (_) @body) @function
(generator_function_declaration name: (_) @name body: (_) @body) @function
(method_definition name: (_) @name body: (_) @body) @function
(method_signature name: (_) @name) @function
(abstract_method_signature name: (_) @name) @function
(ambient_declaration (function_signature name: (_) @name)) @function
(class_body (public_field_definition name: (_) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @function)

(export_statement declaration: (lexical_declaration (variable_declarator name: (identifier) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)])))
  @function
(lexical_declaration (variable_declarator name: (identifier) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]))
  @function
(variable_declaration (variable_declarator name: (identifier) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)])) @function
(expression_statement (assignment_expression left: (member_expression property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body)])) @function

(program (export_statement declaration: (lexical_declaration "const" (variable_declarator name: (identifier) @name))) @constant)
((program (lexical_declaration "const" (variable_declarator name: (identifier) @name value: (_) @_value)) @constant)
  (#not-match? @_value "^require\\("))
(class_body (public_field_definition "static" name: (_) @name) @constant)
(internal_module body: (statement_block (export_statement declaration: (lexical_declaration "const"
  (variable_declarator name: (identifier) @name))) @constant))
(arrow_function) @hidden
