/** The passage index in tables. */
@NullMarked
package io.deepwiki.adapters.persistence.retrieval;

import org.jspecify.annotations.NullMarked;
