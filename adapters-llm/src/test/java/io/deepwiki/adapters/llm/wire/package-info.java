/** What every provider must hold, played byte by byte on loopback. */
@NullMarked
package io.deepwiki.adapters.llm.wire;

import org.jspecify.annotations.NullMarked;
