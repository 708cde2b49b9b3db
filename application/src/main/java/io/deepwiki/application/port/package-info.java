/** What every feature needs from outside: transactions, ids. */
@NullMarked
package io.deepwiki.application.port;

import org.jspecify.annotations.NullMarked;
