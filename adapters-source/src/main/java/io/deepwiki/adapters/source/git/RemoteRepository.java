package io.deepwiki.adapters.source.git;

import io.deepwiki.adapters.source.git.HostConversation.Network;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Talks to the host of one repository with one token. */
final class RemoteRepository {
    private final Remote repository;
    private final Optional<Secret> token;
    private final Network network;
    private final SourceLimits limits;

    RemoteRepository(Remote repository, Optional<Secret> token, Network network, SourceLimits limits) {
        this.repository = repository;
        this.token = token;
        this.network = network;
        this.limits = limits;
    }

    /** What is done over a transport that stands ready. */
    interface Exchange<T> {
        T with(TransportHttp transport, Allowance allowance) throws IOException;
    }

    /**
     * Does it at the repository's address, and where the host knows nothing there, at the same with {@code .git} appended: plain servers
     * want it, some others refuse it.
     *
     * @param local where objects go; null for a look-up
     */
    <T> T exchange(@Nullable Repository local, Exchange<T> exchange) {
        Allowance allowance = new Allowance(limits);
        try {
            return attempt(repository.url(), local, allowance, exchange);
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return attempt(repository.url() + ".git", local, allowance, exchange);
            }
            throw e;
        }
    }

    private <T> T attempt(String url, @Nullable Repository local, Allowance allowance, Exchange<T> exchange) {
        try (HostConversation conversation = new HostConversation(repository, token, network, allowance)) {
            try (TransportHttp transport = open(url, local)) {
                transport.setHttpConnectionFactory(conversation);
                transport.setTagOpt(TagOpt.NO_TAGS);
                return exchange.with(transport, allowance);
            } catch (IOException e) {
                if (conversation.wentWrong()) {
                    throw GitFailures.of(conversation, repository.url());
                }
                throw new LocalTrouble(GitFailures.of(conversation, repository.url()), e);
            }
        }
    }

    /** The wire was fine, so that our own copy may be what is damaged; if it is not, there is the failure to report. */
    static final class LocalTrouble extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient FailureException failure;

        LocalTrouble(FailureException failure, Throwable cause) {
            super("a repository's copy may be damaged", cause);
            this.failure = failure;
        }

        FailureException failure() {
            return failure;
        }
    }

    private static TransportHttp open(String url, @Nullable Repository local)
            throws NotSupportedException, TransportException {
        try {
            URIish address = new URIish(url);
            Transport transport = local == null ? Transport.open(address) : Transport.open(local, address);
            return (TransportHttp) transport;
        } catch (URISyntaxException e) {
            throw new TransportException("not a URL", e);
        }
    }
}
