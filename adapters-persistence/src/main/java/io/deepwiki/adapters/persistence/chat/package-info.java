/** Answers in tables. */
@NullMarked
package io.deepwiki.adapters.persistence.chat;

import org.jspecify.annotations.NullMarked;
