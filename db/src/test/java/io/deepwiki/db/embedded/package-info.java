/** Tests of the embedded server. */
@NullMarked
package io.deepwiki.db.embedded;

import org.jspecify.annotations.NullMarked;
