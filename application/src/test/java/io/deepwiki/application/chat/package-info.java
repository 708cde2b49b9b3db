/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.chat;

import org.jspecify.annotations.NullMarked;
