package io.deepwiki.adapters.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the listeners listen.
 *
 * @param bind the address to listen at
 * @param apiPort 0 for any free one
 * @param web the web listener, if there is one beside the API
 * @param allowedOrigins other origins whose pages may read the API
 */
public record ServerSettings(
        String bind,
        int apiPort,
        Optional<WebSettings> web,
        Set<String> allowedOrigins,
        String version,
        Limits limits,
        Streams streams) {
    public ServerSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * How answers are served.
     *
     * @param perKey how many one key may have running
     * @param requestsPerMinute how many questions one key may ask
     * @param readerGrace how long an answer goes on without a reader
     */
    public record Streams(int perKey, int requestsPerMinute, Duration readerGrace) {}

    /**
     * How much is taken.
     *
     * @param body of a request, in bytes
     * @param exportBody of an export, in bytes
     * @param connections at once, for each listener
     * @param requests at once, for each listener
     * @param grace how long running requests may take when the service ends
     */
    public record Limits(long body, long exportBody, int connections, int requests, Duration grace) {
        /** 1 MiB, 16 MiB, 2,000 connections, 1,000 requests, 25 s. */
        public static final Limits STANDARD = new Limits(1 << 20, 16 << 20, 2_000, 1_000, Duration.ofSeconds(25));
    }
}
