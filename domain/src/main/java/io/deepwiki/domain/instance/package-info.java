/** The processes of this product that share one database. */
@NullMarked
package io.deepwiki.domain.instance;

import org.jspecify.annotations.NullMarked;
