package io.deepwiki.adapters.http.web;

import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.DefaultDnsResolver;
import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The connections to the API: what was used to its end is kept for a while, and used again. The library's own cache would not say which connection a call is on, so that none could be broken off. */
final class BackendConnections implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Less than the API keeps a silent connection open. */
    private static final Duration KEEP = Duration.ofMinutes(1);

    private static final int MOST = 64;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Deque<Kept> kept = new ArrayDeque<>();
    private final WebClient client;
    private final ConnectionKey key;
    private boolean closed;

    private record Kept(Line line, long since) {
        boolean isOld(long now) {
            return now - since > KEEP.toNanos();
        }
    }

    /** A connection, and whether the library is done with it. */
    final class Line {
        private final TcpClientConnection connection =
                TcpClientConnection.create(client, key, List.of(), this::free, _ -> {});
        private volatile boolean free;
        private boolean stands;
        private boolean broken;

        private Line() {}

        private boolean free(TcpClientConnection mine) {
            free = true;
            return true;
        }

        /** For one call; it stands now. */
        TcpClientConnection begin() {
            free = false;
            if (!isStanding()) {
                connection.connect();
                stands();
            }
            return connection;
        }

        private synchronized boolean isStanding() {
            return stands;
        }

        private synchronized void stands() {
            stands = true;
            if (broken) {
                connection.closeResource();
            }
        }

        /** The call is over, and nobody holds the connection any more: it is kept, if it can be used again. */
        void end() {
            if (!free || !keep(this)) {
                breakOff();
            }
        }

        /** Whoever waits at it is told so. */
        synchronized void breakOff() {
            broken = true;
            if (stands) {
                connection.closeResource();
            }
        }
    }

    BackendConnections(URI api) {
        boolean secure = "https".equals(api.getScheme());
        int port = api.getPort() >= 0 ? api.getPort() : secure ? HTTPS : HTTP;
        this.client = WebClient.builder()
                .servicesDiscoverServices(false)
                .socketOptions(options ->
                        options.connectTimeout(CONNECT).readTimeout(CONNECT).tcpNoDelay(true))
                .build();
        this.key = ConnectionKey.create(
                api.getScheme(),
                api.getHost().replaceAll("^\\[|]$", ""),
                port,
                secure ? Tls.builder().build() : Tls.builder().enabled(false).build(),
                DefaultDnsResolver.create(),
                DnsAddressLookup.defaultLookup(),
                Proxy.noProxy());
    }

    /** One that does not stand yet. */
    Line fresh() {
        return new Line();
    }

    /** One that was used before, if there is one; the other side may have closed it meanwhile. */
    synchronized Optional<Line> used() {
        forgetOld();
        return Optional.ofNullable(kept.pollFirst()).map(Kept::line);
    }

    private synchronized boolean keep(Line line) {
        forgetOld();
        if (closed || kept.size() >= MOST) {
            return false;
        }
        kept.addFirst(new Kept(line, System.nanoTime()));
        return true;
    }

    private void forgetOld() {
        long now = System.nanoTime();
        while (!kept.isEmpty() && kept.getLast().isOld(now)) {
            kept.removeLast().line().breakOff();
        }
    }

    /** Closes those that are kept. */
    synchronized void forget() {
        kept.forEach(it -> it.line().breakOff());
        kept.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
