package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpRequest;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.DefaultDnsResolver;
import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * HTTP/1.1 over a connection of its own for each call, blocking on the caller's thread: whoever holds the connection can break the call off, and
 * a token wakes one thread.
 */
final class Transport {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final Tls PLAIN = Tls.builder().enabled(false).build();

    private final Http1Client client;
    private final WebClient connections;
    private final Tls tls = Tls.builder().build();

    /**
     * For calls within these budgets.
     *
     * @param budgets a read of the handshake may take as long as connecting; what comes later is left to the call's watchdog: a read with a
     *     time of its own wakes a thread of the runtime for every token
     */
    Transport(Budgets budgets) {
        this.connections = WebClient.builder()
                .servicesDiscoverServices(false)
                .socketOptions(options -> options.connectTimeout(budgets.connect())
                        .readTimeout(least(budgets.connect()))
                        .tcpNoDelay(true))
                .build();
        this.client = Http1Client.builder()
                .servicesDiscoverServices(false)
                .followRedirects(false)
                .sendExpectContinue(false)
                .shareConnectionCache(false)
                .protocolConfig(protocol -> protocol.validateRequestHeaders(true))
                .proxy(Proxy.noProxy())
                .readTimeout(Duration.ZERO)
                .build();
    }

    /** A time-out of 0 would be none. */
    private static Duration least(Duration time) {
        return time.toMillis() > 0 ? time : Duration.ofMillis(1);
    }

    /** A connection that does not stand yet. */
    TcpClientConnection connection(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS : HTTP;
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        ConnectionKey key = ConnectionKey.create(
                uri.getScheme(),
                host,
                port,
                secure ? tls : PLAIN,
                DefaultDnsResolver.create(),
                DnsAddressLookup.defaultLookup(),
                Proxy.noProxy());
        return TcpClientConnection.create(connections, key, List.of(), _ -> false, _ -> {});
    }

    /**
     * Sends the request and waits for the head of the answer.
     *
     * @throws IllegalArgumentException if a header cannot be sent
     */
    HttpClientResponse send(HttpRequest request, TcpClientConnection connection) {
        Http1ClientRequest plain = client.method(Method.create(request.method().name()))
                .skipUriEncoding(true)
                .uri(URI.create(request.url()))
                .connection(connection);
        request.headers().forEach((name, values) -> plain.header(HeaderNames.create(name), values));
        String body = request.body();
        return body == null ? plain.request() : plain.submit(body.getBytes(StandardCharsets.UTF_8));
    }
}
