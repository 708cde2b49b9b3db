/** The schema: its migrations, and the tables that are generated from them. */
@NullMarked
package io.deepwiki.db;

import org.jspecify.annotations.NullMarked;
