/** The connection to PostgreSQL: its pool, its transactions, and what every store needs to write rows. */
@NullMarked
package io.deepwiki.adapters.persistence.database;

import org.jspecify.annotations.NullMarked;
