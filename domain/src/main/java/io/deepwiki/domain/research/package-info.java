/** Research in several iterations: its stages, what is still open, and when it is done. */
@NullMarked
package io.deepwiki.domain.research;

import org.jspecify.annotations.NullMarked;
