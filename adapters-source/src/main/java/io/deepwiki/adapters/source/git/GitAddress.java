package io.deepwiki.adapters.source.git;

import io.deepwiki.domain.repository.RepositoryRef.Remote;

/** The address that is spoken to over HTTP. */
final class GitAddress {
    private GitAddress() {}

    /** With {@code .git}, which spares a redirect at most hosts; Azure DevOps marks its repositories in the path and does not take it. */
    static String of(Remote repository) {
        return repository.path().contains("_git/") ? repository.url() : repository.url() + ".git";
    }
}
