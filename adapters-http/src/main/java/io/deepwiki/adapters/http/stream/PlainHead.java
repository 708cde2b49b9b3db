package io.deepwiki.adapters.http.stream;

import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/** Refuses a request whose head can be read in two ways: whoever passed it on may have read it in the other. */
public final class PlainHead implements Filter {
    private static final List<HeaderName> ONCE =
            List.of(HeaderNames.create("X-API-Key"), HeaderNames.create("Idempotency-Key"));

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var headers = request.headers();
        if (headers.contains(HeaderNames.CONTENT_LENGTH) && headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            response.whenSent(
                    Connections.current().connection().serverSocket()::close); // where its body ends is not known
            throw refused("Content-Length and Transfer-Encoding exclude each other: send one of them.");
        }
        for (HeaderName name : ONCE) {
            if (headers.all(name, List::of).size() > 1) {
                throw refused("The header " + name.defaultCase() + " stands in the request more than once: send one.");
            }
        }
        chain.proceed();
    }

    private static FailureException refused(String sentence) {
        return new FailureException(new Rejected("ambiguous_request", sentence));
    }
}
