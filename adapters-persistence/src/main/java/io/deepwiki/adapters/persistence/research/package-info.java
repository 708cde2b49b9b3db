/** Researches in tables. */
@NullMarked
package io.deepwiki.adapters.persistence.research;

import org.jspecify.annotations.NullMarked;
