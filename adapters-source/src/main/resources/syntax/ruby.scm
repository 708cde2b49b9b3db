((call method: (identifier) @_method arguments: (argument_list . (string (string_content) @import)))
  (#match? @_method "^(require|require_relative|load)$"))
(comment) @comment

(module name: (_) @name body: (_)? @body) @module
(class name: (_) @name superclass: (_)? body: (_)? @body) @type

(method name: (_) @name body: (_)? @body) @function
(singleton_method name: (_) @name body: (_)? @body) @function
(assignment left: (constant) @name) @constant
(program (assignment left: (constant) @name) @constant)
(lambda) @hidden
