package io.deepwiki.adapters.http.system;

import io.deepwiki.adapters.http.chat.FramedAnswer;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.chat.ChatStreams;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what the service is, whether it lives, and whether it is ready. */
public final class SystemRoutes {
    private final Readiness readiness;
    private final String version;
    private final Limits limits;
    private final InstantSource clock;

    public SystemRoutes(Readiness readiness, String version, Limits limits, InstantSource clock) {
        this.readiness = readiness;
        this.version = version;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What clients are told of limits.
     *
     * @param body of a request, in bytes
     * @param exportBody of an export, in bytes
     * @param streamsPerKey how many answers one key may have running
     * @param requestsPerMinute how many questions one key may ask
     * @param readerGrace how long an answer goes on without a reader
     */
    public record Limits(long body, long exportBody, int streamsPerKey, int requestsPerMinute, Duration readerGrace) {}

    /** How the service stands, looked up when it is asked for. */
    @FunctionalInterface
    public interface Readiness {
        Checks checks();
    }

    /**
     * What must hold before the service takes work.
     *
     * @param database it answers
     * @param migrations its schema is of this version
     * @param listen hints of other instances are heard
     * @param draining the service is about to end: must not hold
     */
    public record Checks(boolean database, boolean migrations, boolean listen, boolean draining) {
        boolean ready() {
            return database && migrations && listen && !draining;
        }
    }

    public void register(Routes routes) {
        routes.get("System", "/health", (_, response) -> Reply.json(response, health()))
                .get("System", "/health/ready", this::ready)
                .get("System", "/api/capabilities", (_, response) -> Reply.json(response, capabilities()))
                .get("System", "/", (_, response) -> Reply.json(response, root(routes)));
    }

    private Map<String, Object> health() {
        return Map.of("status", "healthy", "timestamp", clock.instant().toString(), "service", "deepwiki-api");
    }

    private void ready(ServerRequest request, ServerResponse response) {
        Checks checks = readiness.checks();
        boolean ready = checks.ready();
        response.status(ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        Reply.json(response, Map.of("status", ready ? "ready" : "not_ready", "checks", checks));
    }

    private Map<String, Object> capabilities() {
        return Map.of(
                "protocol_version",
                1,
                "formats",
                List.of("plain", "ndjson"),
                "export_formats",
                List.of("markdown", "json", "zip", "html"),
                "streams",
                Map.of(
                        "kept_days", ChatStreams.KEPT.toDays(),
                        "heartbeat_ms", FramedAnswer.HEARTBEAT.toMillis(),
                        "reader_grace_ms", limits.readerGrace.toMillis()),
                "limits",
                Map.of(
                        "body_bytes", limits.body,
                        "export_body_bytes", limits.exportBody,
                        "streams_per_key", limits.streamsPerKey,
                        "requests_per_minute", limits.requestsPerMinute,
                        "pages", 40,
                        "retrieval_k", 500));
    }

    private Map<String, Object> root(Routes routes) {
        Map<String, List<String>> endpoints = routes.table().stream()
                .collect(Collectors.groupingBy(
                        Routes.Route::group,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                route -> route.method().text() + " " + route.pattern(), Collectors.toList())));
        return Map.of("message", "DeepWiki API", "version", version, "endpoints", endpoints);
    }
}
