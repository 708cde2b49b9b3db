/** The built-in model: plans, pages and answers composed from the code's own names, comments and imports, without a language model. */
@NullMarked
package io.deepwiki.adapters.llm.builtin;

import org.jspecify.annotations.NullMarked;
