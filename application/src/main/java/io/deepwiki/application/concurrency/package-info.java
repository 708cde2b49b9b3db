/** Work side by side, work that recurs and can be stopped, and what threads share that was dear to get. */
@NullMarked
package io.deepwiki.application.concurrency;

import org.jspecify.annotations.NullMarked;
