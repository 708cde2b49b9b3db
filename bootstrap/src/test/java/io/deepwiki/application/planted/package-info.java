/** Offenders, planted to see the rules of the architecture bite. */
@NullMarked
package io.deepwiki.application.planted;

import org.jspecify.annotations.NullMarked;
