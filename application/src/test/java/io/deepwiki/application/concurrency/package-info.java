/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.concurrency;

import org.jspecify.annotations.NullMarked;
