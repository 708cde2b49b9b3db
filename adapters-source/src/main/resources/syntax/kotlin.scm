(package_header (identifier) @package)
(import_header) @import
[(line_comment) (multiline_comment)] @comment
(annotation) @annotation

(class_declaration (type_identifier) @name [(class_body) (enum_class_body)] @body) @type
(class_declaration (type_identifier) @name) @type
(object_declaration (type_identifier) @name (class_body)? @body) @type
(type_alias (type_identifier) @name) @type

(function_declaration (simple_identifier) @name (function_body) @body) @function
(function_declaration (simple_identifier) @name) @function
(source_file (property_declaration (variable_declaration (simple_identifier) @name)) @constant)
((property_declaration (modifiers) @_modifiers (variable_declaration (simple_identifier) @name)) @constant
  (#match? @_modifiers "const"))
(object_declaration (class_body (property_declaration (variable_declaration (simple_identifier) @name)) @constant))
(lambda_literal) @hidden
