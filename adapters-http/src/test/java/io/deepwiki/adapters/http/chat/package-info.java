/** Answers as bytes on a real connection. */
@NullMarked
package io.deepwiki.adapters.http.chat;

import org.jspecify.annotations.NullMarked;
