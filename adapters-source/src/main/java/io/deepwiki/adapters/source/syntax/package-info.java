/** Finds declarations and imports in source files with tree-sitter's grammars, within bounds that hold for any text. */
@NullMarked
package io.deepwiki.adapters.source.syntax;

import org.jspecify.annotations.NullMarked;
