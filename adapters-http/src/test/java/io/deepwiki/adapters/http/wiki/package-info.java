/** Pages and files as HTML. */
@NullMarked
package io.deepwiki.adapters.http.wiki;

import org.jspecify.annotations.NullMarked;
