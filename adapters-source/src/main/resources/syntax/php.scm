(namespace_definition name: (namespace_name) @package)
(namespace_use_clause (qualified_name) @import)
(class_declaration name: (name) @name) @type
(interface_declaration name: (name) @name) @type
(trait_declaration name: (name) @name) @type
(enum_declaration name: (name) @name) @type
(method_declaration name: (name) @name) @method
(function_definition name: (name) @name) @function
