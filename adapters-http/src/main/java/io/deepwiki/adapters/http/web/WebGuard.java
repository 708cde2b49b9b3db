package io.deepwiki.adapters.http.web;

import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;
import java.util.Set;

/** Keeps browsers from doing with the pages what nobody wants, and other sites from reading them under a name that leads here. */
public final class WebGuard implements Filter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;

    /** @param loopbackOnly whether the listener is bound to this machine alone: then only its own names are answered to */
    public WebGuard(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(
                HeaderNames.create("Content-Security-Policy"),
                "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
        String host = request.authority().replaceAll(":\\d+$", "").toLowerCase(Locale.ROOT);
        if (loopbackOnly && !LOOPBACK.contains(host)) {
            throw new FailureException(new Forbidden("unknown_host", "These pages answer to localhost only."));
        }
        chain.proceed();
    }
}
