/** Tests of the rules. */
@NullMarked
package io.deepwiki.domain.research;

import org.jspecify.annotations.NullMarked;
