package io.deepwiki.adapters.http.stream;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Closes the connection behind an answer that the client wants to be the last, or whose client knows no other way: the server would only say so, and leave it open. */
public final class LastAnswer implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ConnectionContext connection = Connections.current().connection();
        if (OldHttp.isOld() || wanted(request)) {
            response.whenSent(connection.serverSocket()::close);
        }
        chain.proceed();
    }

    private static boolean wanted(RoutingRequest request) {
        return request.headers().values(HeaderNames.CONNECTION).stream()
                .anyMatch(option -> option.equalsIgnoreCase("close"));
    }
}
