/** Models of one's own, run by Ollama. */
@NullMarked
package io.deepwiki.adapters.llm.ollama;

import org.jspecify.annotations.NullMarked;
