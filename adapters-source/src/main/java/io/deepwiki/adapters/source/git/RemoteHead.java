package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Asks a Git host for its branches, without fetching anything. */
final class RemoteHead {
    private final AddressPolicy policy;
    private final SourceLimits limits;

    RemoteHead(AddressPolicy policy, SourceLimits limits) {
        this.policy = policy;
        this.limits = limits;
    }

    Head of(Remote remote, Optional<String> branch, Optional<Secret> token)
            throws TransportException, NotSupportedException, URISyntaxException {
        try (Transport transport = Transport.open(new URIish(GitAddress.of(remote)))) {
            ((TransportHttp) transport).setHttpConnectionFactory(new GuardedConnections(policy, limits));
            token.ifPresent(secret -> transport.setCredentialsProvider(HostCredentials.of(remote, secret)));
            try (FetchConnection connection = transport.openFetch()) {
                return head(connection.getRefsMap(), branch);
            }
        }
    }

    private static Head head(Map<String, Ref> refs, Optional<String> branch) {
        if (refs.isEmpty()) {
            throw new FailureException(
                    Invalid.field("empty_repository", "repo_url", "The repository is empty: it has no commit yet."));
        }
        String wanted = branch.map(name -> Constants.R_HEADS + name).orElseGet(() -> defaultBranch(refs));
        Ref ref = refs.get(wanted);
        if (ref == null) {
            throw new FailureException(
                    Invalid.field("no_such_branch", "branch", "The repository has no such branch: leave it out for the default branch."));
        }
        return new Head(wanted.substring(Constants.R_HEADS.length()), new Commit(ref.getObjectId().name()), false);
    }

    /** Where HEAD points; a host that does not tell has a branch at the same commit. */
    private static String defaultBranch(Map<String, Ref> refs) {
        Ref head = refs.get(Constants.HEAD);
        if (head != null && head.isSymbolic()) {
            return head.getTarget().getName();
        }
        return refs.values().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                .filter(ref -> head == null || ref.getObjectId().equals(head.getObjectId()))
                .map(Ref::getName)
                .findFirst()
                .orElse(Constants.R_HEADS + "main");
    }
}
