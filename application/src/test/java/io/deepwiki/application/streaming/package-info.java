/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.streaming;

import org.jspecify.annotations.NullMarked;
