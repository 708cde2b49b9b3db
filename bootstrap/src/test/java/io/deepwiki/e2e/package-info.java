/** The shipped folder, used as a user uses it. */
@NullMarked
package io.deepwiki.e2e;

import org.jspecify.annotations.NullMarked;
