/** Finished wikis in tables. */
@NullMarked
package io.deepwiki.adapters.persistence.wiki;

import org.jspecify.annotations.NullMarked;
