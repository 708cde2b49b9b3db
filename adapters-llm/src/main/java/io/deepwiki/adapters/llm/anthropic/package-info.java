/** Anthropic's Claude. */
@NullMarked
package io.deepwiki.adapters.llm.anthropic;

import org.jspecify.annotations.NullMarked;
