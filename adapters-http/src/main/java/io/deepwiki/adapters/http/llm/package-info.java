/** Models and languages. */
@NullMarked
package io.deepwiki.adapters.http.llm;

import org.jspecify.annotations.NullMarked;
