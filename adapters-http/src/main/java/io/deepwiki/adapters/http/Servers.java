package io.deepwiki.adapters.http;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.access.Origins;
import io.deepwiki.adapters.http.access.RequestLog;
import io.deepwiki.adapters.http.admin.AdminRoutes;
import io.deepwiki.adapters.http.chat.StreamRoutes;
import io.deepwiki.adapters.http.failure.Failures;
import io.deepwiki.adapters.http.jobs.JobRoutes;
import io.deepwiki.adapters.http.llm.ModelRoutes;
import io.deepwiki.adapters.http.research.ConversationRoutes;
import io.deepwiki.adapters.http.retrieval.RetrievalRoutes;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.stream.LastAnswer;
import io.deepwiki.adapters.http.stream.PlainHead;
import io.deepwiki.adapters.http.system.SystemRoutes;
import io.deepwiki.adapters.http.wiki.WikiRoutes;
import io.deepwiki.application.access.Authenticate;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The two listeners: the API behind its key, and the web listener in front of it. */
public final class Servers implements AutoCloseable {
    private final WebServer api;
    private final Optional<WebListener> web;

    private Servers(WebServer api, Optional<WebListener> web) {
        this.api = api;
        this.web = web;
    }

    /**
     * Starts both.
     *
     * @throws IllegalStateException if a port is taken
     */
    public static Servers start(ServerSettings settings, UseCases uses) {
        var builder = WebServer.builder();
        var surroundings = uses.surroundings();
        Listening.configure(
                builder,
                settings.bind(),
                settings.apiPort(),
                settings.limits(),
                surroundings.ids(),
                api(settings, uses));
        WebServer api = builder.shutdownHook(false).build().start();
        try {
            URI here = URI.create("http://" + Listening.reachedAt(settings.bind()) + ":" + api.port());
            return new Servers(
                    api,
                    settings.web().map(web -> WebListener.start(web, here, surroundings.clock(), surroundings.ids())));
        } catch (RuntimeException e) {
            api.stop();
            throw e;
        }
    }

    /** The port that the API listens at. */
    public int apiPort() {
        return api.port();
    }

    /** The port of the web listener; negative if there is none. */
    public int webPort() {
        return web.map(WebListener::port).orElse(-1);
    }

    /** Takes no new connection, lets running requests end for a while, and stops: what the proxy passes on ends with the API. */
    @Override
    public void close() {
        api.stop();
        web.ifPresent(WebListener::close);
    }

    private static HttpRouting.Builder api(ServerSettings settings, UseCases uses) {
        Routes routes = new Routes("There is nothing at this address. GET / lists what there is.");
        var limits = settings.limits();
        new SystemRoutes(
                        uses.surroundings().readiness(),
                        settings.version(),
                        new SystemRoutes.Limits(
                                limits.body(),
                                limits.exportBody(),
                                settings.streams().perKey(),
                                settings.streams().requestsPerMinute(),
                                settings.streams().readerGrace()),
                        uses.surroundings().clock())
                .register(routes);
        new ModelRoutes(
                        uses.models().list(),
                        settings.web().flatMap(web -> web.entrance().code()).isPresent())
                .register(routes);
        new ConversationRoutes(uses.asking().chat(), uses.models().choice(), limits.body()).register(routes);
        new StreamRoutes(uses.asking().chat().streams()).register(routes);
        new RetrievalRoutes(uses.asking().retrieve(), uses.asking().embedding()).register(routes);
        new JobRoutes(uses.jobs(), uses.models().choice(), limits.body()).register(routes);
        new WikiRoutes(uses.wikis(), limits.exportBody()).register(routes);
        new AdminRoutes(uses.admin()).register(routes);
        return guarded(settings, uses.surroundings().ids(), uses.authenticate(), routes);
    }

    /** The routes of the API behind what every request passes. */
    static HttpRouting.Builder guarded(
            ServerSettings settings, Supplier<UUID> ids, Authenticate authenticate, Routes routes) {
        HttpRouting.Builder routing = HttpRouting.builder()
                .addFilter(new LastAnswer())
                .addFilter(new RequestLog(ids))
                .addFilter(new Origins(settings.allowedOrigins()))
                .addFilter(new PlainHead())
                .addFilter(new ApiKeyFilter(authenticate))
                .addFeature(new Failures());
        routes.register(routing);
        return routing;
    }
}
