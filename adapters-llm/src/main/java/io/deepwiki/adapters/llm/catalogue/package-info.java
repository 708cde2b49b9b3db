/** Which models the providers have, how large they are and what they cost. */
@NullMarked
package io.deepwiki.adapters.llm.catalogue;

import org.jspecify.annotations.NullMarked;
