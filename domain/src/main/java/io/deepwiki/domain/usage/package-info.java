/** What asking a model costs: tokens, and dollars where a price is known. */
@NullMarked
package io.deepwiki.domain.usage;

import org.jspecify.annotations.NullMarked;
