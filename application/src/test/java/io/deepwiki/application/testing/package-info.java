/** A whole application over stores in memory, for tests of use cases. */
@NullMarked
package io.deepwiki.application.testing;

import org.jspecify.annotations.NullMarked;
