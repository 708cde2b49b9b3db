package io.deepwiki.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the two listeners are, and how much they take. */
public record HttpSettings(
        String bind,
        ListenPort api,
        ListenPort web,
        List<String> allowedOrigins,
        Optional<URI> serverBaseUrl,
        Limits limits) {
    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        new Checks()
                .range(SettingKey.HTTP_PORT, api.number(), 0, 65_535)
                .range(SettingKey.HTTP_WEB_PORT, web.number(), 0, 65_535)
                .that(
                        !allowedOrigins.contains("*"),
                        SettingKey.HTTP_ALLOWED_ORIGINS.key() + " must name origins, '*' is not allowed")
                .that(
                        api.number() == 0 || !api.asked() || !web.asked() || api.number() != web.number(),
                        SettingKey.HTTP_WEB_PORT.key() + " must differ from " + SettingKey.HTTP_PORT.key())
                .done();
    }

    /** Whether only this machine can reach the listeners. */
    public boolean loopbackOnly() {
        return bind.equals("localhost") || bind.equals("::1") || bind.equals("[::1]") || bind.startsWith("127.");
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
