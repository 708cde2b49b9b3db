package io.deepwiki.adapters.http;

import io.deepwiki.adapters.http.access.RequestLog;
import io.deepwiki.adapters.http.failure.Failures;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.stream.LastAnswer;
import io.deepwiki.adapters.http.stream.PlainHead;
import io.deepwiki.adapters.http.web.ApiProxy;
import io.deepwiki.adapters.http.web.Backend;
import io.deepwiki.adapters.http.web.SameOrigin;
import io.deepwiki.adapters.http.web.StaticUi;
import io.deepwiki.adapters.http.web.Visitors;
import io.deepwiki.adapters.http.web.WebAccess;
import io.deepwiki.adapters.http.web.WebGuard;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The listener for people: the web UI, and the proxy by which it reaches the API. */
public final class WebListener implements AutoCloseable {
    private final WebServer server;
    private final Backend backend;

    private WebListener(WebServer server, Backend backend) {
        this.server = server;
        this.backend = backend;
    }

    /**
     * Starts it.
     *
     * @param here the API that is meant if the settings name none
     * @throws IllegalStateException if its port is taken
     */
    public static WebListener start(WebSettings settings, URI here, InstantSource clock, Supplier<UUID> ids) {
        WebSettings.Backend behind = settings.backend();
        Backend backend = new Backend(behind.url().orElse(here), behind.key(), behind.patience());
        var builder = WebServer.builder();
        HttpRouting.Builder routing = routing(settings, backend, clock, ids);
        Listening.configure(builder, settings.bind(), settings.port(), settings.limits(), ids, routing);
        return new WebListener(builder.shutdownHook(false).build().start(), backend);
    }

    private static HttpRouting.Builder routing(
            WebSettings settings, Backend backend, InstantSource clock, Supplier<UUID> ids) {
        WebSettings.Entrance entrance = settings.entrance();
        WebAccess access = new WebAccess(
                entrance.code(),
                settings.backend().key(),
                settings.url(),
                new Visitors(entrance.proxies()),
                clock,
                ids);
        Routes routes = new Routes("There is nothing at this address.");
        access.register(routes);
        new ApiProxy(backend, settings.limits().body(), settings.limits().exportBody()).register(routes, access);
        HttpRouting.Builder routing = HttpRouting.builder()
                .addFilter(new LastAnswer())
                .addFilter(new RequestLog(ids))
                .addFilter(new PlainHead())
                .addFilter(new WebGuard(
                        Listening.loopbackNames(settings.bind()),
                        settings.url(),
                        entrance.everybody() || entrance.code().isPresent()))
                .addFilter(new SameOrigin(settings.url()))
                .addFeature(new Failures())
                .any(new StaticUi(settings.files())::serve);
        routes.register(routing);
        return routing;
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    /** Takes no new connection, lets running requests end for a while, and stops. */
    @Override
    public void close() {
        server.stop();
        backend.close();
    }
}
