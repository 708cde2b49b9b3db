package io.deepwiki.adapters.http.routing;

import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.UUID;

/** Small things that every route does. */
public final class Reply {
    private Reply() {}

    /** Answers 200 with JSON. */
    public static void json(ServerResponse response, Object body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(Json.bytes(body));
    }

    /** A query parameter that is not blank. */
    public static Optional<String> query(ServerRequest request, String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isBlank());
    }

    /**
     * A number in the query.
     *
     * @throws FailureException Invalid {@code invalid_request}
     */
    public static Optional<Integer> number(ServerRequest request, String name, int least, int most) {
        Optional<String> text = query(request, name);
        Optional<Integer> number =
                text.filter(it -> it.matches("\\d{1,9}")).map(Integer::valueOf).filter(n -> n >= least && n <= most);
        if (text.isPresent() && number.isEmpty()) {
            throw new FailureException(
                    Invalid.field("invalid_request", name, "must be a number from " + least + " to " + most));
        }
        return number;
    }

    /**
     * An id in the path; what is none names nothing that exists.
     *
     * @throws FailureException NotFound
     */
    public static UUID id(ServerRequest request, String name) {
        try {
            return UUID.fromString(request.path().pathParameters().get(name));
        } catch (IllegalArgumentException _) {
            throw new FailureException(new NotFound("not_found", "This is not an id that we gave out."));
        }
    }
}
