/** A PostgreSQL for tests of any module. */
@NullMarked
package io.deepwiki.db.testing;

import org.jspecify.annotations.NullMarked;
