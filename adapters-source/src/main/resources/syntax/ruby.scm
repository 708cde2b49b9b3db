(class name: (_) @name) @type
(module name: (_) @name) @module
(method name: (_) @name) @function
(singleton_method name: (_) @name) @function
(program (assignment left: (constant) @name) @constant)
(call method: (identifier) @callee arguments: (argument_list (string (string_content) @import)))
