(package_header (identifier) @package)
(import_header (identifier) @import)
(class_declaration (type_identifier) @name) @type
(object_declaration (type_identifier) @name) @type
(function_declaration (simple_identifier) @name) @function
(source_file (property_declaration (variable_declaration (simple_identifier) @name)) @constant)
