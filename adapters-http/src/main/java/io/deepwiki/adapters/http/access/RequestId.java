package io.deepwiki.adapters.http.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The id of a request: the caller's own if it is sane, else a new one. It is in the answer, in the log, and in every error. */
public final class RequestId {
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String KEY = "deepwiki.request-id";

    private RequestId() {}

    static String assign(ServerRequest request, Supplier<UUID> ids) {
        String inbound = request.headers().first(HEADER).orElse("");
        String id = SANE.matcher(inbound).matches() ? inbound : ids.get().toString();
        request.context().register(KEY, id);
        return id;
    }

    /** The id that an answer bears; empty before one was assigned. */
    public static String of(ServerResponse response) {
        return response.headers().first(HEADER).orElse("");
    }

    /** Empty before one was assigned. */
    public static String of(ServerRequest request) {
        return request.context().get(KEY, String.class).orElse("");
    }
}
