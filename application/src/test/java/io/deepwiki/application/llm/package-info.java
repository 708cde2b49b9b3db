/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.llm;

import org.jspecify.annotations.NullMarked;
