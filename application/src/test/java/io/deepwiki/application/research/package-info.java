/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.research;

import org.jspecify.annotations.NullMarked;
