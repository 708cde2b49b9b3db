/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.wiki;

import org.jspecify.annotations.NullMarked;
