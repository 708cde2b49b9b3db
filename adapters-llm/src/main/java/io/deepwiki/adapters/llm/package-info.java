/** Language models by their providers' names. */
@NullMarked
package io.deepwiki.adapters.llm;

import org.jspecify.annotations.NullMarked;
