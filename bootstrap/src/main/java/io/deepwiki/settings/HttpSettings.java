package io.deepwiki.settings;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the two listeners are, and how much they take. */
public record HttpSettings(String bind, ListenPort api, Web web, List<String> allowedOrigins, Limits limits) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]|0:0:0:0:0:0:0:1");

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
        return LOOPBACK.matcher(bind).matches();
    }

    /**
     * The web listener.
     *
     * @param url by which people reach it, if that is not its own address
     * @param trustedProxies addresses of those before it that are believed where a request comes from
     * @param backend the API that it stands in front of, if that is not the one of the same process
     * @param backendTimeout how long that may say nothing
     */
    public record Web(
            ListenPort port,
            Optional<URI> url,
            List<String> trustedProxies,
            Optional<URI> backend,
            Duration backendTimeout) {
        public Web {
            trustedProxies = List.copyOf(trustedProxies);
            new Checks()
                    .that(
                            trustedProxies.stream().allMatch(Web::isAddress),
                            SettingKey.HTTP_TRUSTED_PROXIES.key()
                                    + " must be addresses, like 127.0.0.1 or 2001:db8::7, not names")
                    .range(SettingKey.HTTP_BACKEND_TIMEOUT, backendTimeout, Duration.ofSeconds(1), Duration.ofHours(1))
                    .that(
                            url.map(URI::getRawPath).orElse("").isEmpty(),
                            SettingKey.HTTP_WEB_URL.key() + " must be an address without a path")
                    .done();
        }

        private static boolean isAddress(String written) {
            try {
                InetAddress.ofLiteral(written);
                return true;
            } catch (IllegalArgumentException _) {
                return false;
            }
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
