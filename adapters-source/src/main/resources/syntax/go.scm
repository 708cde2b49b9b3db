(package_clause (package_identifier) @package)
(import_spec path: (interpreted_string_literal) @import)
(type_spec name: (type_identifier) @name) @type
(function_declaration name: (identifier) @name) @function
(method_declaration receiver: (parameter_list (parameter_declaration type: (_) @receiver)) name: (field_identifier) @name) @method
(source_file (const_declaration (const_spec name: (identifier) @name) @constant))
(source_file (var_declaration (var_spec name: (identifier) @name) @constant))
