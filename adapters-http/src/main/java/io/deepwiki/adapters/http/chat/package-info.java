/** Questions and their streams. */
@NullMarked
package io.deepwiki.adapters.http.chat;

import org.jspecify.annotations.NullMarked;
