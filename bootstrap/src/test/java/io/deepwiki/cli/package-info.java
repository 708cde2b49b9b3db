/** Promises of the command line. */
@NullMarked
package io.deepwiki.cli;

import org.jspecify.annotations.NullMarked;
