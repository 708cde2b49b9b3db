/** Which language model is asked, and in which human language it writes. */
@NullMarked
package io.deepwiki.domain.llm;

import org.jspecify.annotations.NullMarked;
