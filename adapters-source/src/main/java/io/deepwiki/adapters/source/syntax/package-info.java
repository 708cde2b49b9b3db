/** The declarations and imports of source files, found by tree-sitter. */
@NullMarked
package io.deepwiki.adapters.source.syntax;

import org.jspecify.annotations.NullMarked;
