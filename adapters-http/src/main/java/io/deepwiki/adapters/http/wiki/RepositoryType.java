package io.deepwiki.adapters.http.wiki;

import io.deepwiki.domain.repository.GitHost;
import io.deepwiki.domain.repository.RepositoryRef;

/** The kind of host, by the words of the contract. */
public final class RepositoryType {
    private RepositoryType() {}

    /** As in {@code github}; {@code git} for a host of no kind that we know, {@code local} for a folder. */
    public static String of(RepositoryRef repository) {
        return switch (repository) {
            case RepositoryRef.Local _ -> "local";
            case RepositoryRef.Remote remote ->
                switch (GitHost.of(remote)) {
                    case GITHUB -> "github";
                    case GITLAB -> "gitlab";
                    case BITBUCKET -> "bitbucket";
                    case AZURE -> "azure";
                    case GITEA -> "gitea";
                    case GIT -> "git";
                };
        };
    }
}
