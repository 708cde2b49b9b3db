/** Tests of the schema. */
@NullMarked
package io.deepwiki.db;

import org.jspecify.annotations.NullMarked;
