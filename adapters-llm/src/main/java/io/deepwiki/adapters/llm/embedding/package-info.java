/** Vectors made in this process. */
@NullMarked
package io.deepwiki.adapters.llm.embedding;

import org.jspecify.annotations.NullMarked;
