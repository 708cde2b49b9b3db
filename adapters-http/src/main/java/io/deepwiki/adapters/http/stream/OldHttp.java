package io.deepwiki.adapters.http.stream;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Takes requests of HTTP/1.0, which the server refuses by itself: nginx asks in it unless it is told otherwise. Each is the last of its
 * connection, and is answered as one of HTTP/1.1, chunks included; a proxy knows by them whether an answer is whole.
 */
public final class OldHttp implements ServerConnectionSelector {
    private static final String VERSION = " HTTP/1.0\r";

    /** As many bytes of a first line as are waited for; a longer one is refused by the server, whatever its version. */
    private static final int LONGEST_LINE = 4_096;

    private final Http1ConnectionSelector current;

    /** @param config by which the requests are answered */
    public OldHttp(Http1Config config) {
        this.current = Http1ConnectionSelector.builder().config(config).build();
    }

    /** Whether the request that this thread answers was of HTTP/1.0. */
    public static boolean isOld() {
        return Connections.current().connection() instanceof OldConnection old && old.old();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData request) {
        int end = request.indexOf((byte) '\n');
        if (end < 0) {
            // The first line is not whole: its version is seen when the server reads it, as patiently as any first
            // line.
            return request.available() < LONGEST_LINE ? Support.SUPPORTED : Support.UNSUPPORTED;
        }
        boolean old = request.readString(end, StandardCharsets.ISO_8859_1).endsWith(VERSION);
        return old ? Support.SUPPORTED : Support.UNSUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of();
    }

    @Override
    public ServerConnection connection(ConnectionContext connection) {
        return current.connection(new OldConnection(connection, LONGEST_LINE));
    }
}
