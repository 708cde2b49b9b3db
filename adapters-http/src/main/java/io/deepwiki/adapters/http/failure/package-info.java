/** How a failure becomes a status and a sentence. */
@NullMarked
package io.deepwiki.adapters.http.failure;

import org.jspecify.annotations.NullMarked;
