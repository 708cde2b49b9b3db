/** The one HTTP client for every call to a model's provider: nobody can hang it or fool it. */
@NullMarked
package io.deepwiki.adapters.llm.http;

import org.jspecify.annotations.NullMarked;
