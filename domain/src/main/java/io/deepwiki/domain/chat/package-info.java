/** A conversation about a repository. */
@NullMarked
package io.deepwiki.domain.chat;

import org.jspecify.annotations.NullMarked;
