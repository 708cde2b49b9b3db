/** An offender, planted to see that providers keep apart. */
@NullMarked
package io.deepwiki.adapters.llm.ollama.planted;

import org.jspecify.annotations.NullMarked;
