/** How JSON is read and written. */
@NullMarked
package io.deepwiki.adapters.http.json;

import org.jspecify.annotations.NullMarked;
