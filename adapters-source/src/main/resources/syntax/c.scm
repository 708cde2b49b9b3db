(preproc_include path: (_) @import)
(comment) @comment

(struct_specifier name: (_) @name body: (_) @body) @type
(union_specifier name: (_) @name body: (_) @body) @type
(enum_specifier name: (_) @name body: (_) @body) @type
(type_definition type: (_ body: (_) @body) declarator: (type_identifier) @name) @alias
(type_definition declarator: (type_identifier) @name) @alias
(type_definition declarator: (pointer_declarator declarator: (type_identifier) @name)) @alias
(type_definition declarator: (function_declarator
  declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))) @alias

(function_definition declarator: (function_declarator declarator: (identifier) @name) body: (_) @body) @function
(function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
  body: (_) @body) @function
(function_definition declarator: (pointer_declarator declarator: (pointer_declarator
  declarator: (function_declarator declarator: (identifier) @name))) body: (_) @body) @function
(declaration declarator: (function_declarator declarator: (identifier) @name)) @function
(declaration declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @function
(preproc_function_def name: (identifier) @name) @function

(preproc_def name: (identifier) @name value: (_)) @constant
((declaration (type_qualifier) @_qualifier declarator: (init_declarator declarator: (identifier) @name)) @constant
  (#match? @_qualifier "const"))
((declaration (type_qualifier) @_qualifier
  declarator: (init_declarator declarator: [(array_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (identifier) @name)])) @constant
  (#match? @_qualifier "const"))
