package io.deepwiki.adapters.http.access;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.failure.FailureException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives every request its id, and writes one line about it when it is over: never its query, its headers or its body. */
public final class RequestLog implements Filter {
    private static final System.Logger LOG = System.getLogger("deepwiki.access");

    private final Supplier<UUID> ids;

    public RequestLog(Supplier<UUID> ids) {
        this.ids = ids;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long begun = System.nanoTime();
        String id = RequestId.assign(request, ids);
        response.header(RequestId.HEADER, id);
        Runnable line = () -> log(request, response, id, begun);
        try {
            chain.proceed();
        } catch (FailureException e) {
            response.whenSent(line); // a filter refuses: which status that is, is decided after this
            throw e;
        } catch (RuntimeException e) {
            line.run();
            throw e;
        }
        line.run();
    }

    private static void log(RoutingRequest request, RoutingResponse response, String id, long begun) {
        LOG.log(
                INFO,
                "method={0} path={1} status={2} bytes={3} ms={4} request_id={5} key={6}",
                request.prologue().method().text(),
                request.path().rawPath().replaceAll("[^\\x21-\\x7e]", "?"),
                Integer.toString(response.status().code()),
                Long.toString(response.bytesWritten()),
                Long.toString((System.nanoTime() - begun) / 1_000_000),
                id,
                ApiKeyFilter.caller(request).keyId().substring(0, 8));
    }
}
