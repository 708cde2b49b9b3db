/** A Git server on loopback and repositories made for a test; other modules' tests use them too. */
@NullMarked
package io.deepwiki.adapters.source.testing;

import org.jspecify.annotations.NullMarked;
