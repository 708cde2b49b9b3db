package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deepwiki.adapters.http.ServerSettings;
import io.deepwiki.adapters.http.WebListener;
import io.deepwiki.adapters.http.WebSettings;
import io.deepwiki.adapters.http.WebSettings.Entrance;
import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The real web listener before an address where an API may be. */
final class Proxied implements AutoCloseable {
    static final String KEY = "the-key-of-the-proxy";

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebListener listener;

    /**
     * A listener for everybody.
     *
     * @param patience how long the API may say nothing
     */
    Proxied(URI api, Duration patience) {
        this(api, patience, "127.0.0.1", new Entrance(Optional.empty(), true, Set.of()), Optional.empty());
    }

    /**
     * The same.
     *
     * @param bind the address to listen at
     * @param url by which people reach it
     */
    Proxied(URI api, Duration patience, String bind, Entrance entrance, Optional<URI> url) {
        var limits = new ServerSettings.Limits(1 << 20, 2 << 20, 100, 100, Duration.ofMillis(100));
        var backend = new WebSettings.Backend(Optional.of(api), Optional.of(new Secret(KEY)), patience);
        listener = WebListener.start(
                new WebSettings(bind, 0, limits, url, entrance, backend, UiFiles.onClassPath("/ui")),
                api,
                InstantSource.system(),
                UUID::randomUUID);
    }

    int port() {
        return listener.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** A connection that has sent this. Reads of it fail after 10 s. */
    Socket sent(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    /** The same of a GET whose path is sent as it is written. */
    Socket asked(String path) throws IOException {
        return sent("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** All that is answered to it until the connection is closed. */
    String answer(String path) throws IOException {
        try (Socket socket = asked(path)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        listener.close();
        client.close();
    }
}
