/** Tests of the rules. */
@NullMarked
package io.deepwiki.domain.access;

import org.jspecify.annotations.NullMarked;
