/** Offenders, planted to see the rules of the architecture bite. */
@NullMarked
package io.deepwiki.domain.access.planted;

import org.jspecify.annotations.NullMarked;
