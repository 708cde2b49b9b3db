/** OpenAI's models at Microsoft Azure. */
@NullMarked
package io.deepwiki.adapters.llm.azure;

import org.jspecify.annotations.NullMarked;
