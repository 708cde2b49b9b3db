(import_statement source: (string (string_fragment) @import))
(export_statement source: (string (string_fragment) @import))
((call_expression function: (identifier) @_function arguments: (arguments . (string (string_fragment) @import)))
  (#eq? @_function "require"))
(call_expression function: (import) arguments: (arguments . (string (string_fragment) @import)))
(comment) @comment
(decorator) @annotation

(export_statement [(class_declaration name: (_) @name body: (_) @body) (class name: (_) @name body: (_) @body)]) @type
(class_declaration name: (_) @name body: (_) @body) @type

(export_statement
  [(function_declaration name: (_) @name body: (_) @body) (generator_function_declaration name: (_) @name body: (_) @body)])
  @function
(function_declaration name: (_) @name body: (_) @body) @function
(generator_function_declaration name: (_) @name body: (_) @body) @function
(method_definition name: (_) @name body: (_) @body) @function
(class_body (field_definition property: (_) @name
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
(class_body (field_definition "static" property: (_) @name) @constant)
(arrow_function) @hidden
