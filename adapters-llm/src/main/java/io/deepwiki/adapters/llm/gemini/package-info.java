/** Google's Gemini. */
@NullMarked
package io.deepwiki.adapters.llm.gemini;

import org.jspecify.annotations.NullMarked;
