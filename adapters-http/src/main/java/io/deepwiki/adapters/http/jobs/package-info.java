/** Jobs and their progress. */
@NullMarked
package io.deepwiki.adapters.http.jobs;

import org.jspecify.annotations.NullMarked;
