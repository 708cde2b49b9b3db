/** The dialect of OpenAI, played byte by byte on loopback. */
@NullMarked
package io.deepwiki.adapters.llm.openai;

import org.jspecify.annotations.NullMarked;
