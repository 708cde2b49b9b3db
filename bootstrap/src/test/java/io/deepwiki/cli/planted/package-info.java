/** Offenders, planted to see the rules of the architecture bite. */
@NullMarked
package io.deepwiki.cli.planted;

import org.jspecify.annotations.NullMarked;
