package io.deepwiki.adapters.http.web;

import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps browsers from doing with the UI what nobody wants, and other sites from reading it under a name that leads here (DNS rebinding). */
public final class WebGuard implements Filter {
    /** Mermaid writes a style element and style attributes into the diagrams that it draws; nothing else needs them. No script is inline. */
    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Map<HeaderName, String> ALWAYS = Map.of(
            HeaderNames.create("Content-Security-Policy"), POLICY,
            HeaderNames.create("X-Content-Type-Options"), "nosniff",
            HeaderNames.create("Referrer-Policy"), "no-referrer",
            HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin",
            HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;
    private final Set<String> hosts;

    /**
     * A guard of one listener.
     *
     * @param loopbackOnly whether it is bound to this machine alone: then only these names are answered to
     * @param url by which people reach it, if that is not its own address
     */
    public WebGuard(boolean loopbackOnly, Optional<URI> url) {
        this.loopbackOnly = loopbackOnly;
        this.hosts = Stream.concat(LOOPBACK.stream(), url.stream().map(it -> lower(it.getHost())))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ALWAYS.forEach(response::header);
        if (loopbackOnly && !hosts.contains(lower(request.authority().replaceAll(":\\d+$", "")))) {
            throw new FailureException(
                    new Forbidden(
                            "unknown_host",
                            "This listener answers to localhost only; behind a proxy of yours, set DEEPWIKI_WEB_URL to the address that people use."));
        }
        chain.proceed();
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
