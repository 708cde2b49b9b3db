/** The PostgreSQL that comes along: unpacked, started, shared and stopped. */
@NullMarked
package io.deepwiki.db.embedded;

import org.jspecify.annotations.NullMarked;
