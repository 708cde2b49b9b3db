/** The one vocabulary of what can go wrong between a use case and whoever drives it. */
@NullMarked
package io.deepwiki.application.failure;

import org.jspecify.annotations.NullMarked;
