/** Who may: API keys. */
@NullMarked
package io.deepwiki.application.access;

import org.jspecify.annotations.NullMarked;
