; What the captures mean is said in the class SyntaxQuery.
(package_declaration [(scoped_identifier) (identifier)] @package)
(import_declaration) @import
[(line_comment) (block_comment)] @comment
[(marker_annotation) (annotation)] @annotation

(class_declaration name: (identifier) @name body: (_) @body) @type
(interface_declaration name: (identifier) @name body: (_) @body) @type
(enum_declaration name: (identifier) @name body: (_) @body) @type
(record_declaration name: (identifier) @name body: (_) @body) @type
(annotation_type_declaration name: (identifier) @name body: (_) @body) @type

(method_declaration name: (identifier) @name body: (_)? @body) @function
(constructor_declaration name: (identifier) @name body: (_) @body) @function
(compact_constructor_declaration name: (identifier) @name body: (_) @body) @function

((field_declaration (modifiers) @_modifiers declarator: (variable_declarator name: (identifier) @name)) @constant
  (#match? @_modifiers "static"))
(constant_declaration declarator: (variable_declarator name: (identifier) @name)) @constant

(object_creation_expression (class_body)) @hidden
(lambda_expression) @hidden
(static_initializer) @hidden
