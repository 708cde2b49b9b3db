package io.deepwiki.adapters.source.git;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How each kind of Git host wants an access token: as the password of a user name of its own. */
final class HostCredentials {
    private HostCredentials() {}

    /** The value of the {@code Authorization} header. */
    static String authorization(Remote repository, Secret token) {
        String pair = userName(repository.host()) + ":" + token.reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String userName(String host) {
        if (host.equals("github.com") || host.startsWith("github.")) {
            return "x-access-token";
        }
        if (host.equals("bitbucket.org") || host.startsWith("bitbucket.")) {
            return "x-token-auth";
        }
        return host.startsWith("gitlab.") ? "oauth2" : "git";
    }
}
