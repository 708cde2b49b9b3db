package io.deepwiki.planted;

import org.eclipse.jgit.lib.Repository;

public record ReadsGit(Repository repository) {}
