/** Answering questions, as streams. */
@NullMarked
package io.deepwiki.application.chat;

import org.jspecify.annotations.NullMarked;
