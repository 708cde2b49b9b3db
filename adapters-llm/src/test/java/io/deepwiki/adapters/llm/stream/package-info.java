/** What becomes of the pieces of an answer. */
@NullMarked
package io.deepwiki.adapters.llm.stream;

import org.jspecify.annotations.NullMarked;
