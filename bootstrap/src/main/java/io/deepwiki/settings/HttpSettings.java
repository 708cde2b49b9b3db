package io.deepwiki.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the two listeners are, and how much they take. */
public record HttpSettings(String bind, ListenPort api, Web web, List<String> allowedOrigins, Limits limits) {
    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        new Checks()
                .range(SettingKey.HTTP_PORT, api.number(), 0, 65_535)
                .range(SettingKey.HTTP_WEB_PORT, web.port().number(), 0, 65_535)
                .that(
                        !allowedOrigins.contains("*"),
                        SettingKey.HTTP_ALLOWED_ORIGINS.key() + " must name origins, '*' is not allowed")
                .that(
                        api.number() == 0
                                || !api.asked()
                                || !web.port().asked()
                                || api.number() != web.port().number(),
                        SettingKey.HTTP_WEB_PORT.key() + " must differ from " + SettingKey.HTTP_PORT.key())
                .done();
    }

    /** Whether only this machine can reach the listeners. */
    public boolean loopbackOnly() {
        return isLoopback(bind);
    }

    /** Whether only people at this machine use the web listener, with no proxy before it. */
    public boolean webForThisMachineOnly() {
        return loopbackOnly()
                && web.url().map(URI::getHost).map(HttpSettings::isLoopback).orElse(true);
    }

    private static boolean isLoopback(String bind) {
        return bind.equals("localhost") || bind.equals("::1") || bind.equals("[::1]") || bind.startsWith("127.");
    }

    /**
     * The web listener.
     *
     * @param url by which people reach it, if that is not its own address
     * @param backend the API that it stands in front of, if that is not the one of the same process
     * @param backendTimeout how long that may say nothing
     */
    public record Web(ListenPort port, Optional<URI> url, Optional<URI> backend, Duration backendTimeout) {
        public Web {
            new Checks()
                    .range(SettingKey.HTTP_BACKEND_TIMEOUT, backendTimeout, Duration.ofSeconds(1), Duration.ofHours(1))
                    .that(
                            url.map(URI::getRawPath).orElse("").isEmpty(),
                            SettingKey.HTTP_WEB_URL.key() + " must be an address without a path")
                    .done();
        }
    }

    /**
     * How much the listeners take.
     *
     * @param body largest request body
     * @param exportBody largest body of an export
     * @param connections connections at once per listener
     * @param requests requests at once per listener
     * @param shutdownGrace how long requests may end by themselves at the end
     */
    public record Limits(ByteSize body, ByteSize exportBody, int connections, int requests, Duration shutdownGrace) {
        public Limits {
            new Checks()
                    .range(SettingKey.HTTP_MAX_BODY, body, ByteSize.kibibytes(1), ByteSize.gibibytes(1))
                    .range(SettingKey.HTTP_MAX_EXPORT_BODY, exportBody, ByteSize.kibibytes(1), ByteSize.gibibytes(1))
                    .range(SettingKey.HTTP_MAX_CONNECTIONS, connections, 1, 100_000)
                    .range(SettingKey.HTTP_MAX_REQUESTS, requests, 1, 100_000)
                    .range(SettingKey.HTTP_SHUTDOWN_GRACE, shutdownGrace, Duration.ZERO, Duration.ofSeconds(25))
                    .done();
        }
    }
}
