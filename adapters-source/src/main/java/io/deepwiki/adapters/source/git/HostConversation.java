package io.deepwiki.adapters.source.git;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * All requests of one look-up or fetch. They go to the repository's own host only, whatever a redirect says; each is checked by the
 * {@link AddressPolicy} and draws on one {@link Allowance}. The token is added here: the library never sees it. Remembers what went
 * wrong, for the library wraps it beyond recognition. A guard closes all sockets when the time is up, also in the middle of a handshake.
 */
final class HostConversation implements HttpConnectionFactory, AutoCloseable {
    private static final Logger LOG = System.getLogger(HostConversation.class.getName());

    private final URI origin;
    private final Network network;
    private final Allowance allowance;
    private final Optional<String> authorization;
    private Optional<IOException> trouble = Optional.empty();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private int lastStatus;

    HostConversation(Remote repository, Optional<Secret> token, Network network, Allowance allowance) {
        this.origin = URI.create(repository.url());
        this.network = network;
        this.allowance = allowance;
        this.authorization = token.map(secret -> HostCredentials.authorization(repository, secret));
        Thread.ofVirtual().name("git-deadline").start(this::guard);
    }

    private void guard() {
        try {
            if (!over.await(allowance.nanosLeft(), TimeUnit.NANOSECONDS)) {
                closeSockets();
            }
        } catch (InterruptedException _) {
            closeSockets();
        }
    }

    private void closeSockets() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "event=socket_not_closed", e);
            }
        }
    }

    /** From now on the socket is closed with the conversation. */
    Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() {
        over.countDown();
        closeSockets();
    }

    /** How connections are checked and made. */
    record Network(AddressPolicy policy, PinnedSocket sockets) {}

    @Override
    public HttpConnection create(URL url) throws IOException {
        try {
            URI target = url.toURI();
            if (!belongsHere(target)) {
                throw note(AddressPolicy.refused(
                        "The host redirects to another place: give the address that it redirects to."));
            }
            return new PinnedConnection(url, target, this);
        } catch (URISyntaxException e) {
            throw note(new IOException("the host redirects to what is no URL", e));
        }
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }

    private boolean belongsHere(URI target) {
        boolean sameHost = origin.getHost().equalsIgnoreCase(target.getHost());
        boolean samePlace = origin.getScheme().equals(target.getScheme())
                && AddressPolicy.portOf(origin) == AddressPolicy.portOf(target);
        boolean nowSecure = "http".equals(origin.getScheme()) && "https".equals(target.getScheme());
        return sameHost && (samePlace || nowSecure);
    }

    Network network() {
        return network;
    }

    Allowance allowance() {
        return allowance;
    }

    Optional<String> authorization() {
        return authorization;
    }

    /** Keeps the first thing that went wrong on a wire. */
    <E extends IOException> E note(E problem) {
        if (trouble.isEmpty()) {
            trouble = Optional.of(problem);
        }
        return problem;
    }

    void note(int status) {
        lastStatus = status;
    }

    Optional<IOException> trouble() {
        return trouble;
    }

    /** Whether the host, or the way to it, failed. */
    boolean wentWrong() {
        return trouble.isPresent()
                || lastStatus >= 300
                || allowance.timeIsUp()
                || Thread.currentThread().isInterrupted();
    }

    /** The status of the last response; 0 if there was none. */
    int lastStatus() {
        return lastStatus;
    }
}
