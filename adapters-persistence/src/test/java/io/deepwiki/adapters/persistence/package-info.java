/** What the tests of all stores share: a database with nothing in it. */
@NullMarked
package io.deepwiki.adapters.persistence;

import org.jspecify.annotations.NullMarked;
