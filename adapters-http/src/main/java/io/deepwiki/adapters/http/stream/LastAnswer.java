package io.deepwiki.adapters.http.stream;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Closes the connection behind an answer that the client wants to be the last: the server would only say so, and leave it open. */
public final class LastAnswer implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        boolean last = request.headers().values(HeaderNames.CONNECTION).stream()
                .anyMatch(option -> option.equalsIgnoreCase("close"));
        if (last) {
            HelidonSocket socket = Connections.current().connection().serverSocket();
            response.whenSent(socket::close);
        }
        chain.proceed();
    }
}
