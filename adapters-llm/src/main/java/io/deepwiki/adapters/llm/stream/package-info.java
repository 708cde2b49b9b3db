/** From a provider's stream to a reply: exactly one end, and never success without text. */
@NullMarked
package io.deepwiki.adapters.llm.stream;

import org.jspecify.annotations.NullMarked;
