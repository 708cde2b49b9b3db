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
import io.deepwiki.adapters.http.stream.Connections;
import io.deepwiki.adapters.http.stream.LastAnswer;
import io.deepwiki.adapters.http.stream.OldHttp;
import io.deepwiki.adapters.http.stream.PlainHead;
import io.deepwiki.adapters.http.system.SystemRoutes;
import io.deepwiki.adapters.http.web.WebGuard;
import io.deepwiki.adapters.http.web.WebPages;
import io.deepwiki.adapters.http.wiki.WikiRoutes;
import io.deepwiki.application.access.Authenticate;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** The two listeners: the API behind its key, and the pages for people. */
public final class Servers implements AutoCloseable {
    private static final String WEB = "web";
    private static final Duration IDLE = Duration.ofMinutes(5);

    /** Longer than any network hiccup that a reader comes back from. */
    private static final Duration WRITE = Duration.ofSeconds(30);

    private final WebServer server;

    private Servers(WebServer server) {
        this.server = server;
    }

    /**
     * Starts both.
     *
     * @throws IllegalStateException if a port is taken
     */
    public static Servers start(ServerSettings settings, UseCases uses) {
        var builder = WebServer.builder();
        Supplier<UUID> ids = uses.surroundings().ids();
        configure(builder, settings, settings.apiPort(), ids, api(settings, uses));
        builder.shutdownHook(false);
        if (settings.webPort() >= 0) {
            builder.putSocket(WEB, socket -> configure(socket, settings, settings.webPort(), ids, web(settings, uses)));
        }
        return new Servers(builder.build().start());
    }

    /** The port that the API listens at. */
    public int apiPort() {
        return server.port();
    }

    /** The port that the pages are served at; negative if they are not. */
    public int webPort() {
        return server.port(WEB);
    }

    /** Takes no new connection, lets running requests end for a while, and stops. */
    @Override
    public void close() {
        server.stop();
    }

    static void configure(
            ListenerConfig.BuilderBase<?, ?> listener,
            ServerSettings settings,
            int port,
            Supplier<UUID> ids,
            HttpRouting.Builder routing) {
        Http1Config http = Http1Config.builder()
                .maxHeadersSize(16_384)
                .addReceiveListener(new Connections(WRITE))
                .build();
        // By NIO, 4.4.0 drops what a socket does not take at once: a slow reader would miss bytes
        // (helidon-io/helidon#11340).
        listener.host(settings.bind())
                .port(port)
                .useNio(false)
                .writeQueueLength(0)
                .smartAsyncWrites(false)
                .maxPayloadSize(settings.limits().exportBody())
                .maxTcpConnections(settings.limits().connections())
                .maxConcurrentRequests(settings.limits().requests())
                .idleConnectionTimeout(IDLE)
                .shutdownGracePeriod(settings.limits().grace())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .directHandlers(Failures.beforeRouting(ids))
                .addProtocol(http)
                .addConnectionSelector(new OldHttp(http))
                .routing(routing);
    }

    private static HttpRouting.Builder api(ServerSettings settings, UseCases uses) {
        Routes routes = new Routes();
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
        new ModelRoutes(uses.models().list()).register(routes);
        new ConversationRoutes(uses.asking().chat(), uses.models().choice(), limits.body()).register(routes);
        new StreamRoutes(uses.asking().chat().streams()).register(routes);
        new RetrievalRoutes(uses.asking().retrieve(), uses.asking().embedding()).register(routes);
        new JobRoutes(uses.jobs(), uses.models().choice(), limits.body()).register(routes);
        new WikiRoutes(uses.wikis(), limits.exportBody()).register(routes);
        new AdminRoutes(uses.admin()).register(routes);
        return guarded(settings, uses.surroundings().ids(), uses.access().authenticate(), routes);
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

    private static HttpRouting.Builder web(ServerSettings settings, UseCases uses) {
        Routes routes = new Routes();
        new WebPages(uses.wikis().read(), uses.access().webReader()).register(routes);
        boolean loopback = settings.bind().equals("localhost")
                || settings.bind().startsWith("127.")
                || settings.bind().contains("::1");
        HttpRouting.Builder routing = HttpRouting.builder()
                .addFilter(new LastAnswer())
                .addFilter(new RequestLog(uses.surroundings().ids()))
                .addFilter(new PlainHead())
                .addFilter(new WebGuard(loopback))
                .addFeature(new Failures());
        routes.register(routing);
        return routing;
    }
}
