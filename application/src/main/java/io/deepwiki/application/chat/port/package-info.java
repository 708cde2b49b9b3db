/** Where streams of answers are kept. */
@NullMarked
package io.deepwiki.application.chat.port;

import org.jspecify.annotations.NullMarked;
