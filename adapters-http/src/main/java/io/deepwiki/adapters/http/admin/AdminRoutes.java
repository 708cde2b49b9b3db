package io.deepwiki.adapters.http.admin;

import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.application.jobs.EngineControl;
import io.deepwiki.application.jobs.SurveyEngine;
import io.deepwiki.application.llm.TryProvider;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The operators' calls: an overview of the engine, its main switch, the settings, a trial of a provider. */
public final class AdminRoutes {
    private static final String GROUP = "Administration";

    private final AdminUses uses;

    public AdminRoutes(AdminUses uses) {
        this.uses = uses;
    }

    /**
     * What operators can do.
     *
     * @param settings as they were read when the service started
     */
    public record AdminUses(
            SurveyEngine survey, EngineControl engine, TryProvider providers, List<ShownSetting> settings) {
        public AdminUses {
            settings = List.copyOf(settings);
        }
    }

    /**
     * A setting as it may be shown.
     *
     * @param key in the settings file
     * @param variable in the environment
     * @param value of a secret only whether there is one
     * @param source {@code environment}, {@code file} or {@code default}
     */
    public record ShownSetting(String key, String variable, String value, String source, boolean secret) {}

    public void register(Routes routes) {
        routes.get(GROUP, "/api/admin/overview", this::overview)
                .post(GROUP, "/api/admin/engine/pause", this::pause)
                .post(GROUP, "/api/admin/engine/resume", this::resume)
                .get(GROUP, "/api/admin/settings", this::settings)
                .post(GROUP, "/api/admin/providers/{id}/test", this::test);
    }

    private void overview(ServerRequest request, ServerResponse response) {
        Reply.json(response, AdminJson.Overview.of(uses.survey().now()));
    }

    private void pause(ServerRequest request, ServerResponse response) {
        uses.engine().pause();
        engine(response, "The engine is paused: no instance begins anything new.");
    }

    private void resume(ServerRequest request, ServerResponse response) {
        uses.engine().resume();
        engine(response, "The engine goes on.");
    }

    private void engine(ServerResponse response, String message) {
        Reply.json(response, AdminJson.Switched.of(message, uses.engine().pausedSince()));
    }

    private void settings(ServerRequest request, ServerResponse response) {
        Reply.json(response, new AdminJson.Settings(uses.settings()));
    }

    /** Whoever does not wait for the end of a trial ends it: the provider is hung up on. */
    private void test(ServerRequest request, ServerResponse response) {
        String provider = request.path().pathParameters().get("id");
        AtomicReference<byte[]> trial = new AtomicReference<>(new byte[0]);
        ReaderWatch.write(
                response,
                () -> {
                    trial.set(Json.bytes(AdminJson.Trial.of(uses.providers().of(provider))));
                    response.header(HeaderNames.CONTENT_TYPE, "application/json");
                },
                out -> out.write(trial.get()));
    }
}
