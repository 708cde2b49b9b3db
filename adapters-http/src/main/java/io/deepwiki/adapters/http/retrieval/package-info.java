/** Plain retrieval, for tuning. */
@NullMarked
package io.deepwiki.adapters.http.retrieval;

import org.jspecify.annotations.NullMarked;
