/** OpenRouter: OpenAI's protocol, with errors of its own. */
@NullMarked
package io.deepwiki.adapters.llm.openrouter;

import org.jspecify.annotations.NullMarked;
