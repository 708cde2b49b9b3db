/** From files to chunks to ranked passages. */
@NullMarked
package io.deepwiki.domain.retrieval;

import org.jspecify.annotations.NullMarked;
