package io.deepwiki.adapters.http.access;

import io.deepwiki.application.access.Authenticate;
import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.access.Caller;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Set;

/** Lets a request pass that bears a key in its header, or wants what everybody may see. */
public final class ApiKeyFilter implements Filter {
    private static final HeaderName HEADER = HeaderNames.create("X-API-Key");
    private static final Set<String> PUBLIC = Set.of("/", "/health", "/health/ready", "/auth/status");
    private static final Set<String> KEY_NAMES =
            Set.of("api_key", "apikey", "api-key", "x-api-key", "key", "access_token", "token");

    private final Authenticate authenticate;

    public ApiKeyFilter(Authenticate authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.query().names().stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(KEY_NAMES::contains)) {
            throw new FailureException(new Rejected(
                    "key_in_query", "A key in the address is never accepted, since addresses are logged: send it in the header X-API-Key."));
        }
        boolean open = PUBLIC.contains(request.path().rawPath()) || request.prologue().method().equals(Method.OPTIONS);
        if (!open) {
            request.context().register(authenticate.caller(request.headers().first(HEADER)));
        }
        chain.proceed();
    }

    /** Who asks; anonymous where no key is asked for. */
    public static Caller caller(ServerRequest request) {
        return request.context().get(Caller.class).orElse(Caller.ANONYMOUS);
    }
}
