/** What is asked of a language model, and how it may fail. */
@NullMarked
package io.deepwiki.application.llm.port;

import org.jspecify.annotations.NullMarked;
