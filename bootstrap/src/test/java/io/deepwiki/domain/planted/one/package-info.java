/** Offenders, planted to see the rules of the architecture bite. */
@NullMarked
package io.deepwiki.domain.planted.one;

import org.jspecify.annotations.NullMarked;
