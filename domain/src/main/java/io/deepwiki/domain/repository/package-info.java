/** Which repository, at which commit, and what its source code consists of. */
@NullMarked
package io.deepwiki.domain.repository;

import org.jspecify.annotations.NullMarked;
