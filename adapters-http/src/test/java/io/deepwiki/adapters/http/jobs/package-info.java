/** Jobs and their progress over a real connection. */
@NullMarked
package io.deepwiki.adapters.http.jobs;

import org.jspecify.annotations.NullMarked;
