/** What asking a model costs. */
@NullMarked
package io.deepwiki.domain.usage;

import org.jspecify.annotations.NullMarked;
