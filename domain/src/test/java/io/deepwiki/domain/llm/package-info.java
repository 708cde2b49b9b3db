/** Tests of the rules. */
@NullMarked
package io.deepwiki.domain.llm;

import org.jspecify.annotations.NullMarked;
