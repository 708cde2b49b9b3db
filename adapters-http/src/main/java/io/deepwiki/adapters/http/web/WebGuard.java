package io.deepwiki.adapters.http.web;

import io.deepwiki.adapters.http.stream.OldHttp;
import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps browsers from doing with the UI what nobody wants, other sites from reading it under a name that leads here (DNS rebinding), and a
 * proxy from opening to everybody what was meant for this machine.
 */
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

    /** What proxies write into a request, and browsers do not. */
    private static final List<HeaderName> PROXIED = Stream.of(
                    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
            .map(HeaderNames::create)
            .toList();

    private static final String WHAT_TO_SET =
            " Behind a proxy of yours, set DEEPWIKI_WEB_URL to the address that people use, and DEEPWIKI_AUTH_CODE to a code that your team shares, or accept that everybody may use it with DEEPWIKI_ALLOW_UNAUTHENTICATED=true.";

    private final Set<String> names;
    private final boolean forThisMachine;

    /**
     * A guard of one listener.
     *
     * @param loopback the names of the address that it is bound to, if only this machine can reach that: only these are answered to
     * @param url by which people reach it, if that is not its own address
     * @param asks whether it asks for a code, or is meant for everybody: else what has come by a proxy is refused
     */
    public WebGuard(Set<String> loopback, Optional<URI> url, boolean asks) {
        this.forThisMachine = !loopback.isEmpty() && !asks;
        this.names = loopback.isEmpty()
                ? Set.of()
                : Stream.concat(loopback.stream(), url.stream().map(URI::getHost))
                        .map(WebGuard::lower)
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ALWAYS.forEach(response::header);
        if (!names.isEmpty() && !names.contains(lower(request.authority().replaceAll(":\\d+$", "")))) {
            throw new FailureException(new Forbidden(
                    "unknown_host", "This listener answers to the names of this machine only." + WHAT_TO_SET));
        }
        if (forThisMachine && isProxied(request)) {
            throw new FailureException(new Forbidden(
                    "behind_proxy", "A proxy has sent this, and nobody is asked for a code." + WHAT_TO_SET));
        }
        chain.proceed();
    }

    /** Nothing tells for sure; but what a proxy does unless it is told otherwise is seen. */
    private static boolean isProxied(RoutingRequest request) {
        return OldHttp.isOld()
                || PROXIED.stream().anyMatch(request.headers()::contains)
                || SameOrigin.hasAnotherName(request);
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
