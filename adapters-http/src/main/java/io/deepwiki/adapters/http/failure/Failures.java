package io.deepwiki.adapters.http.failure;

import static java.lang.System.Logger.Level.ERROR;

import io.deepwiki.adapters.http.access.RequestId;
import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** The one place where what went wrong becomes an answer. */
public final class Failures implements HttpFeature {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    @Override
    public void setup(HttpRouting.Builder routing) {
        routing.error(
                FailureException.class, (request, response, e) -> send(Refusal.of(e.failure()), request, response));
        routing.error(CloseConnectionException.class, (_, _, e) -> {
            throw e;
        });
        routing.error(Throwable.class, Failures::unexpected);
    }

    /** Answers with the refusal. */
    public static void send(Refusal refusal, ServerRequest request, ServerResponse response) {
        response.status(Status.create(refusal.status()));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        refusal.retryAfter().ifPresent(after -> response.header(HeaderNames.RETRY_AFTER, seconds(after)));
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send(); // a body here would be read as the beginning of the next answer
        } else {
            response.send(Json.bytes(refusal.body(RequestId.of(request))));
        }
    }

    private static String seconds(Duration after) {
        return Long.toString(Math.max(1, Math.ceilDiv(after.toMillis(), 1000)));
    }

    private static void unexpected(ServerRequest request, ServerResponse response, Throwable e) {
        if (e instanceof HttpException http && http.status().code() < 500) {
            Refusal refusal = ofStatus(http.status());
            send(refusal, request, response);
            return;
        }
        LOG.log(ERROR, "event=defect request_id=" + RequestId.of(request), e);
        send(Refusal.defect(), request, response);
    }

    private static Refusal ofStatus(Status status) {
        return switch (status.code()) {
            case 413 -> new Refusal(413, "body_too_large", "The body is larger than is allowed.");
            case 503 -> Refusal.busy();
            default -> new Refusal(status.code(), "bad_request", "The request cannot be read.");
        };
    }

    /** Answers of the same form for what fails before a route is found. */
    public static DirectHandlers beforeRouting(Supplier<UUID> ids) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        DirectHandler handler = (_, _, status, headers, _) -> {
            String id = ids.get().toString();
            Refusal refusal = ofStatus(status);
            TransportResponse.Builder response = TransportResponse.builder()
                    .status(status)
                    .headers(headers)
                    .header(HeaderNames.CONTENT_TYPE, "application/json")
                    .header(RequestId.HEADER, id)
                    .keepAlive(false)
                    .entity(Json.bytes(refusal.body(id)));
            refusal.retryAfter().ifPresent(after -> response.header(HeaderNames.RETRY_AFTER, seconds(after)));
            return response.build();
        };
        for (EventType event : EventType.values()) {
            handlers.addHandler(event, handler);
        }
        return handlers.build();
    }
}
