/** Who may see and do what. */
@NullMarked
package io.deepwiki.domain.access;

import org.jspecify.annotations.NullMarked;
