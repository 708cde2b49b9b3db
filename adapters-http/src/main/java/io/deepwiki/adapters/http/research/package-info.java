/** Conversations: questions, and researches of several rounds. */
@NullMarked
package io.deepwiki.adapters.http.research;

import org.jspecify.annotations.NullMarked;
