/** The contract of providers, in this provider's dialect and with its errors. */
@NullMarked
package io.deepwiki.adapters.llm.anthropic;

import org.jspecify.annotations.NullMarked;
