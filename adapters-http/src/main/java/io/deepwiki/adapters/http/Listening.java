package io.deepwiki.adapters.http;

import io.deepwiki.adapters.http.failure.Failures;
import io.deepwiki.adapters.http.stream.Connections;
import io.deepwiki.adapters.http.stream.OldHttp;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How every listener of ours listens. */
final class Listening {
    private static final Duration IDLE = Duration.ofMinutes(5);

    /** Longer than any network hiccup that a reader comes back from. */
    private static final Duration WRITE = Duration.ofSeconds(30);

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]|0:0:0:0:0:0:0:1");

    private Listening() {}

    static void configure(
            ListenerConfig.BuilderBase<?, ?> listener,
            String bind,
            int port,
            ServerSettings.Limits limits,
            Supplier<UUID> ids,
            HttpRouting.Builder routing) {
        Http1Config http = Http1Config.builder()
                .maxHeadersSize(16_384)
                .addReceiveListener(new Connections(WRITE))
                .build();
        // By NIO, 4.4.0 drops what a socket does not take at once: a slow reader would miss bytes
        // (helidon-io/helidon#11340).
        listener.host(bind)
                .port(port)
                .useNio(false)
                .writeQueueLength(0)
                .smartAsyncWrites(false)
                .maxPayloadSize(limits.exportBody())
                .maxTcpConnections(limits.connections())
                .maxConcurrentRequests(limits.requests())
                .idleConnectionTimeout(IDLE)
                .shutdownGracePeriod(limits.grace())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .directHandlers(Failures.beforeRouting(ids))
                .addProtocol(http)
                .addConnectionSelector(new OldHttp(http))
                .routing(routing);
    }

    /** The names by which this machine reaches what is bound to that, if only this machine can; else none. */
    static Set<String> loopbackNames(String bind) {
        return LOOPBACK.matcher(bind).matches()
                ? Set.copyOf(List.of("localhost", "127.0.0.1", "[::1]", reachedAt(bind)))
                : Set.of();
    }

    /** The host by which this machine reaches what is bound to that. */
    static String reachedAt(String bind) {
        if (EVERYWHERE.contains(bind)) {
            return "127.0.0.1";
        }
        return bind.contains(":") && !bind.startsWith("[") ? "[" + bind + "]" : bind;
    }
}
