/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.retrieval;

import org.jspecify.annotations.NullMarked;
