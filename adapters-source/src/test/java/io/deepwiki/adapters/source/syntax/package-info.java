/** Tests of the outlines of source files. */
@NullMarked
package io.deepwiki.adapters.source.syntax;

import org.jspecify.annotations.NullMarked;
