/** DeepSeek: OpenAI's protocol, with errors of its own. */
@NullMarked
package io.deepwiki.adapters.llm.deepseek;

import org.jspecify.annotations.NullMarked;
