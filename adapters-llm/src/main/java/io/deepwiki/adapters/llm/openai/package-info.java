/** OpenAI, and the protocol that many speak. */
@NullMarked
package io.deepwiki.adapters.llm.openai;

import org.jspecify.annotations.NullMarked;
