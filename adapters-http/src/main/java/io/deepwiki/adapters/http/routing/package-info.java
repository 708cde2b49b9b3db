/** The table of routes. */
@NullMarked
package io.deepwiki.adapters.http.routing;

import org.jspecify.annotations.NullMarked;
