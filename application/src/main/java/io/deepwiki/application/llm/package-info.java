/** Which models there are. */
@NullMarked
package io.deepwiki.application.llm;

import org.jspecify.annotations.NullMarked;
