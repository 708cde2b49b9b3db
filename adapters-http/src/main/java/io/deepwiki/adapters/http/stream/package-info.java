/** Noticing that a reader has left. */
@NullMarked
package io.deepwiki.adapters.http.stream;

import org.jspecify.annotations.NullMarked;
