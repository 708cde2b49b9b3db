/** Promises of the settings, the wiring and the life cycle. */
@NullMarked
package io.deepwiki;

import org.jspecify.annotations.NullMarked;
