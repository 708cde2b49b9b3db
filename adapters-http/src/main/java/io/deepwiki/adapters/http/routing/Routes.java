package io.deepwiki.adapters.http.routing;

import io.deepwiki.adapters.http.failure.Failures;
import io.deepwiki.adapters.http.failure.Refusal;
import io.deepwiki.application.failure.Failure.NotFound;
import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of what can be asked for: it routes, and it knows what else could have been meant when nothing fits. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();
    private final String nothing;

    /** @param nothing the sentence that is told where nothing is */
    public Routes(String nothing) {
        this.nothing = nothing;
    }

    /**
     * A line of the table.
     *
     * @param group a heading for people, as in {@code Chat}
     */
    public record Route(String group, Method method, String pattern, PathMatcher matcher, Handler handler) {}

    public Routes get(String group, String pattern, Handler handler) {
        return add(group, Method.GET, pattern, handler);
    }

    public Routes post(String group, String pattern, Handler handler) {
        return add(group, Method.POST, pattern, handler);
    }

    public Routes delete(String group, String pattern, Handler handler) {
        return add(group, Method.DELETE, pattern, handler);
    }

    /** Adds a line of any method. */
    public Routes add(String group, Method method, String pattern, Handler handler) {
        routes.add(new Route(group, method, pattern, PathMatchers.create(pattern), handler));
        return this;
    }

    public List<Route> table() {
        return List.copyOf(routes);
    }

    /** Registers every route, and an answer for what none of them takes. */
    public void register(HttpRouting.Builder routing) {
        routes.forEach(route -> routing.route(route.method(), route.pattern(), route.handler()));
        routing.any(this::nothingFits);
    }

    private void nothingFits(ServerRequest request, ServerResponse response) {
        UriPath path = request.path();
        String allowed = routes.stream()
                .filter(route -> route.matcher().match(path).accepted())
                .map(route -> route.method().text())
                .distinct()
                .collect(Collectors.joining(", "));
        if (allowed.isEmpty()) {
            Failures.send(Refusal.of(new NotFound("not_found", nothing)), request, response);
            return;
        }
        Refusal wrongMethod = new Refusal(405, "method_not_allowed", "This address takes " + allowed + ".");
        response.header(HeaderNames.ALLOW, allowed);
        Failures.send(wrongMethod, request, response);
    }
}
