package io.deepwiki.adapters.http.web;

import static io.helidon.http.Method.DELETE;
import static io.helidon.http.Method.GET;
import static io.helidon.http.Method.POST;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of the table of what the proxy passes on. What is not in it does not reach the API.
 *
 * @param browser the address here
 * @param api the address there, with the same parameters
 */
record ProxyRoute(Method method, String browser, String api, Kind kind) {
    /** What passes. */
    enum Kind {
        /** A question and its answer. */
        ANSWER,
        /** An answer that lasts, or is waited for long, and whose reader may leave. */
        STREAM,
        /** A question of many bytes. */
        EXPORT
    }

    static final List<ProxyRoute> TABLE = List.of(
            stream(POST, "/api/chat/stream", "/chat/completions/stream"),
            stream(GET, "/api/wiki/jobs/{id}/progress", "/api/wiki/jobs/{id}/progress/stream"),
            stream(GET, "/api/wiki/jobs/{id}/progress/stream", "/api/wiki/jobs/{id}/progress/stream"),
            stream(GET, "/api/chat/streams/{id}/content", "/api/chat/streams/{id}/content"),
            moved("/api/models/config", "/models/config"),
            moved("/api/lang/config", "/lang/config"),
            same(GET, "/api/chat/streams/{id}"),
            same(GET, "/api/chat/streams/{id}/report"),
            same(POST, "/api/chat/streams/{id}/cancel"),
            same(POST, "/api/wiki/jobs"),
            same(GET, "/api/wiki/jobs"),
            same(GET, "/api/wiki/jobs/{id}"),
            same(DELETE, "/api/wiki/jobs/{id}"),
            same(POST, "/api/wiki/jobs/{id}/pause"),
            same(POST, "/api/wiki/jobs/{id}/resume"),
            same(POST, "/api/wiki/jobs/{id}/retry"),
            same(POST, "/api/wiki/jobs/{id}/delete"),
            same(POST, "/api/wiki/jobs/{id}/pages/{page}/retry"),
            same(GET, "/api/wiki/jobs/{id}/token-summary"),
            same(GET, "/api/wikis"),
            same(GET, "/api/wikis/{id}"),
            same(GET, "/api/wikis/{id}/pages/{page}"),
            same(GET, "/api/wikis/{id}/search"),
            same(GET, "/api/wikis/{id}/files/{+path}"),
            same(GET, "/api/processed_projects"),
            same(GET, "/api/wiki_cache"),
            same(DELETE, "/api/wiki_cache"),
            same(GET, "/api/capabilities"),
            same(GET, "/api/admin/overview"),
            same(POST, "/api/admin/engine/pause"),
            same(POST, "/api/admin/engine/resume"),
            same(GET, "/api/admin/settings"),
            stream(POST, "/api/admin/providers/{id}/test", "/api/admin/providers/{id}/test"),
            new ProxyRoute(POST, "/export/wiki", "/export/wiki", Kind.EXPORT));

    private static final Pattern PARAMETER = Pattern.compile("\\{\\+?(\\w+)}");
    private static final Set<String> DOTS = Set.of(".", "..");

    private static ProxyRoute stream(Method method, String browser, String api) {
        return new ProxyRoute(method, browser, api, Kind.STREAM);
    }

    private static ProxyRoute moved(String browser, String api) {
        return new ProxyRoute(GET, browser, api, Kind.ANSWER);
    }

    private static ProxyRoute same(Method method, String path) {
        return new ProxyRoute(method, path, path, Kind.ANSWER);
    }

    /**
     * The path at the API: written anew from what the parameters mean, so that it is of this line whatever stands in them.
     *
     * @param parameters decoded
     * @throws FailureException NotFound
     */
    String path(Parameters parameters) {
        return PARAMETER.matcher(api).replaceAll(found -> written(found, parameters));
    }

    private static String written(MatchResult found, Parameters parameters) {
        String value = parameters.get(found.group(1));
        return found.group().startsWith("{+")
                ? Arrays.stream(value.split("/", -1)).map(ProxyRoute::segment).collect(Collectors.joining("/"))
                : segment(value);
    }

    private static String segment(String text) {
        if (DOTS.contains(text)) {
            throw new FailureException(new NotFound("not_found", "There is nothing at this address."));
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
