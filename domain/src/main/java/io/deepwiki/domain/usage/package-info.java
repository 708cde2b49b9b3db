/** What asking a model costs: tokens. */
@NullMarked
package io.deepwiki.domain.usage;

import org.jspecify.annotations.NullMarked;
