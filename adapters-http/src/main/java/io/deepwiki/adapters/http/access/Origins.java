package io.deepwiki.adapters.http.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/** Tells browsers which other origins may read the API (CORS): the listed ones, by name, and without credentials. */
public final class Origins implements Filter {
    private final Set<String> allowed;

    /** @param allowed origins, as in {@code http://localhost:3000} */
    public Origins(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        if (allowed.contains(origin)) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.header(HeaderNames.VARY, "Origin");
            response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Stream-Id, X-Request-Id, Stream-Closed, Retry-After");
        }
        if (request.prologue().method().equals(Method.OPTIONS)) {
            if (allowed.contains(origin)) {
                response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE, OPTIONS");
                response.header(
                        HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Content-Type, Accept, X-API-Key, X-Request-Id, Idempotency-Key, X-Stream-Detach");
                response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
            }
            response.status(Status.NO_CONTENT_204).send();
            return;
        }
        chain.proceed();
    }
}
