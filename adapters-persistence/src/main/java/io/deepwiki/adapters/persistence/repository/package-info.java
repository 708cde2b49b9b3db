/** Repositories, who may see them, and their indexed commits, in tables. */
@NullMarked
package io.deepwiki.adapters.persistence.repository;

import org.jspecify.annotations.NullMarked;
