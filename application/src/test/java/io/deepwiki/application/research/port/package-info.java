/** Contracts of the ports, and ports in memory. */
@NullMarked
package io.deepwiki.application.research.port;

import org.jspecify.annotations.NullMarked;
