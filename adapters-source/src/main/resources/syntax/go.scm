(package_clause (package_identifier) @package)
(import_spec path: (interpreted_string_literal (interpreted_string_literal_content) @import))
(comment) @comment

(type_declaration . "type" . (type_spec name: (_) @name
  type: [(struct_type (field_declaration_list) @body) (interface_type "{" @body)])) @type
(type_declaration . "type" . (type_spec name: (_) @name)) @type
(type_declaration . "type" . (type_alias name: (_) @name)) @type
(type_spec name: (_) @name type: [(struct_type (field_declaration_list) @body) (interface_type "{" @body)]) @type
(type_spec name: (_) @name) @type
(type_alias name: (_) @name) @type
(method_elem name: (_) @name) @function

(function_declaration name: (_) @name body: (_)? @body) @function
(method_declaration receiver: (parameter_list (parameter_declaration type: [
    (type_identifier) @container
    (pointer_type (type_identifier) @container)
    (generic_type type: (type_identifier) @container)
    (pointer_type (generic_type type: (type_identifier) @container))]))
  name: (_) @name body: (_)? @body) @function

(const_declaration . "const" . (const_spec name: (identifier) @name)) @constant
(const_spec name: (identifier) @name) @constant
(var_declaration . "var" . (var_spec name: (identifier) @name)) @constant
(var_spec name: (identifier) @name) @constant
(func_literal) @hidden
