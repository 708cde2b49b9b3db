/** Making a repository searchable, and finding passages for a question. */
@NullMarked
package io.deepwiki.application.retrieval;

import org.jspecify.annotations.NullMarked;
