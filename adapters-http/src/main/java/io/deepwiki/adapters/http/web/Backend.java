package io.deepwiki.adapters.http.web;

import io.deepwiki.adapters.http.web.BackendConnections.Line;
import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.access.Secret;
import io.helidon.common.uri.UriInfo;
import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientUri;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API behind the proxy: one address, and the key that it wants, which nobody else gets to see. */
public final class Backend implements AutoCloseable {
    private static final HeaderName KEY = HeaderNames.create("X-API-Key");

    /** What may stand in a query; anything else is written in its encoded form, if the browser did not do so. */
    private static final Pattern ODD = Pattern.compile("[^\\w.~!$&'()*+,;=:@/?%-]");

    private final URI url;
    private final Optional<Secret> key;
    private final Duration patience;
    private final BackendConnections connections;
    private final Http1Client client = Http1Client.builder()
            .servicesDiscoverServices(false)
            .followRedirects(false)
            .sendExpectContinue(false)
            .shareConnectionCache(false)
            .protocolConfig(protocol -> protocol.validateRequestHeaders(true))
            .proxy(Proxy.noProxy())
            .readTimeout(Duration.ZERO)
            .build();

    /**
     * One API.
     *
     * @param url without a slash at its end
     * @param key empty if it asks for none
     * @param patience how long it may say nothing
     */
    public Backend(URI url, Optional<Secret> key, Duration patience) {
        this.url = url;
        this.key = key;
        this.patience = patience;
        this.connections = new BackendConnections(url);
    }

    /**
     * What is asked of it.
     *
     * @param path with its query, as it stands in the first line
     * @param headers those that are passed on
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, read once
    record Question(Method method, String path, Map<HeaderName, List<String>> headers, byte[] body) {
        boolean changesNothing() {
            return method.equals(Method.GET);
        }
    }

    /**
     * Sends a question and waits for the head of the answer. What changes something goes over a connection of its own: if one that was used
     * before breaks, nobody knows whether the question had arrived, and it must not be asked twice.
     *
     * @throws FailureException BadUpstream {@code backend_unreachable}, UpstreamTimedOut {@code backend_timeout}
     * @throws InterruptedException if the thread was interrupted
     */
    BackendCall ask(Question question) throws InterruptedException {
        Optional<Line> used = question.changesNothing() ? connections.used() : Optional.empty();
        if (used.isPresent()) {
            try {
                return BackendCall.open(used.get(), patience, connection -> send(question, connection));
            } catch (FailureException e) {
                if (!(e.failure() instanceof BadUpstream)) {
                    throw e;
                }
                connections.forget(); // closed by the other side meanwhile, and the others are older
            }
        }
        return BackendCall.open(connections.fresh(), patience, connection -> send(question, connection));
    }

    private HttpClientResponse send(Question question, TcpClientConnection connection) {
        Http1ClientRequest request =
                client.method(question.method()).uri(address(question)).connection(connection);
        question.headers().forEach((name, values) -> request.header(name, values));
        request.header(HeaderNames.ACCEPT_ENCODING, "identity");
        key.ifPresent(it -> request.header(KEY, it.reveal()));
        return question.method().equals(Method.POST) ? request.submit(question.body()) : request.request();
    }

    /**
     * The path and the query as they are, in the place of the path: of a {@link URI} the client would take the meaning, and write it down in its
     * own way, by which {@code %2F} would become a slash and {@code %0D} the end of the line.
     */
    private ClientUri address(Question question) {
        String base = url.getRawPath() == null ? "" : url.getRawPath();
        String path = base
                + ODD.matcher(question.path())
                        .replaceAll(odd -> URLEncoder.encode(odd.group(), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
        UriInfo.Builder address =
                UriInfo.builder().scheme(url.getScheme()).host(url.getHost()).path(UriPath.create(path));
        if (url.getPort() >= 0) {
            address.port(url.getPort());
        }
        return ClientUri.create(address.build());
    }

    @Override
    public void close() {
        connections.close();
    }
}
