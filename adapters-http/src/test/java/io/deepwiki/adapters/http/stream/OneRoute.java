package io.deepwiki.adapters.http.stream;

import io.deepwiki.adapters.http.failure.Failures;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server on a free port that answers {@code GET /} by one handler, as the listeners do. */
public final class OneRoute implements AutoCloseable {
    private final WebServer server;

    /** @param patience how long a write may take */
    public OneRoute(Duration patience, Handler handler) {
        Http1Config http = Http1Config.builder()
                .addReceiveListener(new Connections(patience))
                .build();
        server = WebServer.builder()
                .useNio(false)
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .writeQueueLength(0)
                .smartAsyncWrites(false)
                .shutdownGracePeriod(Duration.ofMillis(100))
                .addProtocol(http)
                .addConnectionSelector(new OldHttp(http))
                .routing(routing -> routing.addFilter(new LastAnswer())
                        .addFeature(new Failures())
                        .get("/", handler))
                .build()
                .start();
    }

    /** A connection that has asked for {@code /}, and reads nothing yet. Reads of it fail after 10 s. */
    public Socket asked() throws IOException {
        return asked("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** The same by a request in other words. */
    Socket asked(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** All that the server says until it closes the connection. */
    public String answer() throws IOException {
        try (Socket socket = asked();
                InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
