/** Wikis, their files and their exports. */
@NullMarked
package io.deepwiki.adapters.http.wiki;

import org.jspecify.annotations.NullMarked;
