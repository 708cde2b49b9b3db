/** Everybody who speaks OpenAI's protocol. */
@NullMarked
package io.deepwiki.adapters.llm.openai;

import org.jspecify.annotations.NullMarked;
