(preproc_include path: (_) @import)
(comment) @comment
(attribute_declaration) @annotation

(namespace_definition name: (_) @name body: (_) @body) @module
(template_declaration (class_specifier name: (_) @name body: (_) @body)) @type
(template_declaration (struct_specifier name: (_) @name body: (_) @body)) @type
(class_specifier name: (_) @name body: (_) @body) @type
(struct_specifier name: (_) @name body: (_) @body) @type
(union_specifier name: (_) @name body: (_) @body) @type
(enum_specifier name: (_) @name body: (_) @body) @type
(alias_declaration name: (_) @name) @type
(concept_definition name: (_) @name) @type
(type_definition type: (_ body: (_) @body) declarator: (type_identifier) @name) @alias
(type_definition declarator: (type_identifier) @name) @alias

(template_declaration (function_definition declarator: (function_declarator
  declarator: [(identifier) (field_identifier) (qualified_identifier) (destructor_name) (operator_name)] @name)
  body: (_) @body)) @function
(template_declaration (function_definition declarator: (_ (function_declarator
  declarator: [(identifier) (field_identifier) (qualified_identifier) (operator_name)] @name))
  body: (_) @body)) @function
(function_definition declarator: (function_declarator
  declarator: [(identifier) (field_identifier) (qualified_identifier) (destructor_name) (operator_name)] @name)
  body: (_) @body) @function
(function_definition declarator: (_ (function_declarator
  declarator: [(identifier) (field_identifier) (qualified_identifier) (operator_name)] @name)) body: (_) @body) @function
(function_definition declarator: (function_declarator
  declarator: [(identifier) (field_identifier) (qualified_identifier) (destructor_name) (operator_name)] @name)) @function
(declaration declarator: (function_declarator
  declarator: [(identifier) (field_identifier) (destructor_name) (operator_name)] @name)) @function
(declaration declarator: (_ (function_declarator declarator: [(identifier) (operator_name)] @name))) @function
(field_declaration declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name)) @function
(field_declaration declarator: (_ (function_declarator declarator: [(field_identifier) (operator_name)] @name))) @function
(preproc_function_def name: (identifier) @name) @function
(lambda_expression) @hidden

(preproc_def name: (identifier) @name value: (_)) @constant
((declaration (type_qualifier) @_qualifier declarator: (init_declarator declarator: (identifier) @name)) @constant
  (#match? @_qualifier "const"))
((field_declaration (storage_class_specifier) @_storage declarator: (field_identifier) @name) @constant
  (#eq? @_storage "static"))
