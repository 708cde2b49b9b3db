/** The reading of events, alone. */
@NullMarked
package io.deepwiki.adapters.llm.http;

import org.jspecify.annotations.NullMarked;
