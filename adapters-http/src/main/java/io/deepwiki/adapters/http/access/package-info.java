/** Keys, request ids, origins. */
@NullMarked
package io.deepwiki.adapters.http.access;

import org.jspecify.annotations.NullMarked;
