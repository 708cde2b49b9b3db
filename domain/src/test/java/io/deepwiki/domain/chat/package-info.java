/** Tests of the rules. */
@NullMarked
package io.deepwiki.domain.chat;

import org.jspecify.annotations.NullMarked;
