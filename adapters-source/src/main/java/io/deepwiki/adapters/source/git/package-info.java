/** Git repositories at hosts and in local folders, read from their object databases by JGit. */
@NullMarked
package io.deepwiki.adapters.source.git;

import org.jspecify.annotations.NullMarked;
