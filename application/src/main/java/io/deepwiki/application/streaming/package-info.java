/** How something that is still being written reaches its readers. */
@NullMarked
package io.deepwiki.application.streaming;

import org.jspecify.annotations.NullMarked;
