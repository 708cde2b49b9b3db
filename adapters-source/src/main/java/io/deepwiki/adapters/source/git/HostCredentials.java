package io.deepwiki.adapters.source.git;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The user name that goes with an access token, as each Git host documents it. */
final class HostCredentials {
    private HostCredentials() {}

    static CredentialsProvider of(Remote repository, Secret token) {
        String host = repository.host();
        String user = "git";
        if (host.equals("github.com") || host.endsWith(".github.com")) {
            user = "x-access-token";
        } else if (host.contains("gitlab")) {
            user = "oauth2";
        } else if (host.contains("bitbucket")) {
            user = "x-token-auth";
        }
        return new UsernamePasswordCredentialsProvider(user, token.reveal());
    }
}
