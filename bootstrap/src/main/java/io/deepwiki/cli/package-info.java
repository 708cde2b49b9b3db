/** The command line: it starts and stops the service, and otherwise speaks HTTP to it like any client. */
@NullMarked
package io.deepwiki.cli;

import org.jspecify.annotations.NullMarked;
