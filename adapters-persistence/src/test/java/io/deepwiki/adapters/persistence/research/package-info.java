/** Tests against a real server. */
@NullMarked
package io.deepwiki.adapters.persistence.research;

import org.jspecify.annotations.NullMarked;
