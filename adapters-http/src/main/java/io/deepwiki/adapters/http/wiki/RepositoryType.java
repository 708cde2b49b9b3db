package io.deepwiki.adapters.http.wiki;

import io.deepwiki.domain.repository.GitHost;
import io.deepwiki.domain.repository.RepositoryRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kind of host, by the words of the contract. */
public final class RepositoryType {
    public static final List<String> WORDS = List.of("github", "gitlab", "bitbucket", "azure", "gitea", "git", "local");

    private RepositoryType() {}

    /** The word, in lower case, if it is one of them: what kind a repository is, its address says. */
    public static Optional<String> ofWord(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT)).filter(WORDS::contains);
    }

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
