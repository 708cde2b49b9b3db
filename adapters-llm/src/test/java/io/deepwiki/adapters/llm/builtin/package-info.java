/** Tests of the built-in model, and the repository that they read. */
@NullMarked
package io.deepwiki.adapters.llm.builtin;

import org.jspecify.annotations.NullMarked;
