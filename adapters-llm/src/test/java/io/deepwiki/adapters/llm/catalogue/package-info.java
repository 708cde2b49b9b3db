/** The file of models, as it ships and as people write it. */
@NullMarked
package io.deepwiki.adapters.llm.catalogue;

import org.jspecify.annotations.NullMarked;
