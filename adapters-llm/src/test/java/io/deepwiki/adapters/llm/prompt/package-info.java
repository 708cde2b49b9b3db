/** What models are sent. */
@NullMarked
package io.deepwiki.adapters.llm.prompt;

import org.jspecify.annotations.NullMarked;
