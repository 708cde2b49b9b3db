/** Tests of the language models' providers. */
@NullMarked
package io.deepwiki.adapters.llm;

import org.jspecify.annotations.NullMarked;
