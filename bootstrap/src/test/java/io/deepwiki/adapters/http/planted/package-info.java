/** Offenders, planted to see the rules of the architecture bite. */
@NullMarked
package io.deepwiki.adapters.http.planted;

import org.jspecify.annotations.NullMarked;
