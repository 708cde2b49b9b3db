/** Research in several iterations, asked for one by one or all at once. */
@NullMarked
package io.deepwiki.application.research;

import org.jspecify.annotations.NullMarked;
