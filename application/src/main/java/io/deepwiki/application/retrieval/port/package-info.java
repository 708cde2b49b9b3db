/** What retrieval needs from outside. */
@NullMarked
package io.deepwiki.application.retrieval.port;

import org.jspecify.annotations.NullMarked;
