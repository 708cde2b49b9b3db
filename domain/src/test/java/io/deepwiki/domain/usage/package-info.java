/** Tests of the rules. */
@NullMarked
package io.deepwiki.domain.usage;

import org.jspecify.annotations.NullMarked;
