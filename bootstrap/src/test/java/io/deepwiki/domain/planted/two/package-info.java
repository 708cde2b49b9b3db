/** Offenders, planted to see the rules of the architecture bite. */
@NullMarked
package io.deepwiki.domain.planted.two;

import org.jspecify.annotations.NullMarked;
