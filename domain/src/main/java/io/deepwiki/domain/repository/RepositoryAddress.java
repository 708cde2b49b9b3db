package io.deepwiki.domain.repository;

import io.deepwiki.domain.repository.RepositoryRef.Local;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads what a person typed as the address of a repository; only {@code https}, {@code http} and absolute paths are addresses. */
public sealed interface RepositoryAddress {
    /** It names a repository. */
    record Understood(RepositoryRef repository) implements RepositoryAddress {}

    /** It does not, for a reason that says what to write instead. */
    record Refused(String reason) implements RepositoryAddress {}

    /** As long as a column that holds it. */
    int LONGEST = 2_000;

    /** Reads an address; never throws, and never repeats user information that it found. */
    static RepositoryAddress read(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new Refused("The address of the repository is empty: give an https URL or an absolute path.");
        }
        if (text.length() > LONGEST) {
            return new Refused("The address of the repository is longer than " + LONGEST + " characters.");
        }
        if (text.indexOf('\0') >= 0) {
            return new Refused("The address of the repository holds a NUL character.");
        }
        if (text.startsWith("/")) {
            return local(text);
        }
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return new Refused("Give the repository as https://host/owner/name or as an absolute path.");
        }
        return switch (text.substring(0, scheme).toLowerCase(Locale.ROOT)) {
            case "https" -> remote(true, text);
            case "http" -> remote(false, text);
            default -> new Refused("Only https addresses of Git repositories are read; this scheme is not allowed.");
        };
    }

    private static RepositoryAddress local(String text) {
        String path = text.replaceAll("/+", "/");
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        boolean climbs = path.contains("/../") || path.endsWith("/..");
        return climbs ? new Refused("A local path must not contain '..'.") : new Understood(new Local(path));
    }

    private static RepositoryAddress remote(boolean secure, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            return new Refused("This is not a valid URL.");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            return new Refused("A user name or password in the URL is refused: give an access token in its own field.");
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return new Refused("Give the repository as https://host/owner/name, without a query or a fragment.");
        }
        String path = pathOf(uri);
        if (path.isEmpty() || path.contains("%") || path.contains("..") || path.contains("//") || path.contains("\\")) {
            return new Refused("The path of the URL does not name a repository: give https://host/owner/name.");
        }
        int standard = secure ? 443 : 80;
        Optional<Integer> port =
                uri.getPort() < 0 || uri.getPort() == standard ? Optional.empty() : Optional.of(uri.getPort());
        return new Understood(new Remote(secure, uri.getHost().toLowerCase(Locale.ROOT), port, path));
    }

    private static String pathOf(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        path = path.replaceAll("^/+|/+$", "");
        return path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
    }
}
