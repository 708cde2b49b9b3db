/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.access;

import org.jspecify.annotations.NullMarked;
