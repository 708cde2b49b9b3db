/** What the repository feature needs from outside. */
@NullMarked
package io.deepwiki.application.repository.port;

import org.jspecify.annotations.NullMarked;
