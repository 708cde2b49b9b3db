/** Opening a repository at a commit, and reading its lines. */
@NullMarked
package io.deepwiki.application.repository;

import org.jspecify.annotations.NullMarked;
