/** A real server with one route, for what writes streams. */
@NullMarked
package io.deepwiki.adapters.http.stream;

import org.jspecify.annotations.NullMarked;
