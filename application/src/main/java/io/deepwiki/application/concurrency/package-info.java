/** Bounded parallel work on virtual threads. */
@NullMarked
package io.deepwiki.application.concurrency;

import org.jspecify.annotations.NullMarked;
