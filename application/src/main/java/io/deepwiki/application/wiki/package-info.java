/** Planning, writing, reading and exporting wikis. */
@NullMarked
package io.deepwiki.application.wiki;

import org.jspecify.annotations.NullMarked;
