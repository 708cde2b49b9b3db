/** From the parts of a prompt to the messages that language models read. */
@NullMarked
package io.deepwiki.adapters.llm.prompt;

import org.jspecify.annotations.NullMarked;
