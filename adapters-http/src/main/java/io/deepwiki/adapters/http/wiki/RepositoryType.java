package io.deepwiki.adapters.http.wiki;

import io.deepwiki.domain.repository.RepositoryRef;

/** The kind of host, by the words of the contract. */
public final class RepositoryType {
    private RepositoryType() {}

    /** As in {@code github}; {@code git} for a host of no kind that we know, {@code local} for a folder. */
    public static String of(RepositoryRef repository) {
        return switch (repository) {
            case RepositoryRef.Local _ -> "local";
            case RepositoryRef.Remote remote -> ofHost(remote.host());
        };
    }

    private static String ofHost(String host) {
        if (host.contains("github")) {
            return "github";
        }
        if (host.contains("gitlab")) {
            return "gitlab";
        }
        if (host.contains("bitbucket")) {
            return "bitbucket";
        }
        if (host.endsWith("dev.azure.com") || host.endsWith("visualstudio.com")) {
            return "azure";
        }
        return host.contains("gitea") || host.contains("codeberg") ? "gitea" : "git";
    }
}
