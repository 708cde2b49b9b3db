package io.deepwiki.domain.repository;

import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of Git hosts, told by their names, and how each shows the lines of a file at a commit. */
public enum GitHost {
    GITHUB,
    GITLAB,
    BITBUCKET,
    AZURE,
    GITEA,
    /** Of no kind that we know. */
    GIT;

    /** The server that companies run themselves has other addresses. */
    private static final String BITBUCKET_CLOUD = "bitbucket.org";

    public static GitHost of(Remote repository) {
        String host = repository.host();
        if (host.contains("github")) {
            return GITHUB;
        }
        if (host.contains("gitlab")) {
            return GITLAB;
        }
        if (host.contains("bitbucket")) {
            return BITBUCKET;
        }
        if (host.endsWith("dev.azure.com") || host.endsWith("visualstudio.com")) {
            return AZURE;
        }
        return host.contains("gitea") || host.contains("codeberg") ? GITEA : GIT;
    }

    /** Where a person sees these lines in a browser; empty for a local repository and a host of no kind that we know. */
    public static Optional<String> link(RepositoryRef repository, Commit commit, SourcePath path, LineRange lines) {
        return repository instanceof Remote remote ? of(remote).link(remote, commit, path, lines) : Optional.empty();
    }

    private Optional<String> link(Remote repository, Commit commit, SourcePath path, LineRange lines) {
        String file = commit.id() + "/" + encoded(path);
        int first = lines.first();
        int last = lines.last();
        return switch (this) {
            case GITHUB -> Optional.of(repository.url() + "/blob/" + file + "#L" + first + "-L" + last);
            case GITLAB -> Optional.of(repository.url() + "/-/blob/" + file + "#L" + first + "-" + last);
            case GITEA -> Optional.of(repository.url() + "/src/commit/" + file + "#L" + first + "-L" + last);
            case BITBUCKET ->
                Optional.of(repository.url() + "/src/" + file + "#lines-" + first + ":" + last)
                        .filter(_ -> repository.host().equals(BITBUCKET_CLOUD));
            case AZURE ->
                Optional.of(repository.url() + "?path=/" + encoded(path) + "&version=GC" + commit.id() + "&line="
                        + first + "&lineEnd=" + (last + 1) + "&lineStartColumn=1&lineEndColumn=1");
            case GIT -> Optional.empty();
        };
    }

    private static String encoded(SourcePath path) {
        return Arrays.stream(path.value().split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
