(namespace_declaration name: (_) @package)
(file_scoped_namespace_declaration name: (_) @package)
(using_directive) @import
(comment) @comment
(attribute_list) @annotation

(class_declaration name: (_) @name body: (_) @body) @type
(struct_declaration name: (_) @name body: (_) @body) @type
(interface_declaration name: (_) @name body: (_) @body) @type
(enum_declaration name: (_) @name body: (_) @body) @type
(record_declaration name: (_) @name body: (_)? @body) @type
(delegate_declaration name: (_) @name) @type

(method_declaration name: (_) @name body: (_)? @body) @function
(constructor_declaration name: (_) @name body: (_) @body) @function
(destructor_declaration name: (_) @name body: (_) @body) @function
(property_declaration name: (_) @name accessors: (_) @body) @function
(property_declaration name: (_) @name value: (_) @body) @function
(local_function_statement name: (_) @name) @function

((field_declaration (modifier) @_modifier (variable_declaration (variable_declarator name: (_) @name))) @constant
  (#match? @_modifier "^(static|const)$"))
