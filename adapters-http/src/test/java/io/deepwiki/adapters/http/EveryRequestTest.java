package io.deepwiki.adapters.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.failure.Failures;
import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.system.SystemRoutes;
import io.deepwiki.application.access.Authenticate;
import io.deepwiki.domain.access.Secret;
import io.helidon.webserver.WebServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EveryRequestTest {
    private static final UUID ID = new UUID(0, 7);
    private static final String STILL_OPEN = "(still open)";
    private static final Logger FAILURES = Logger.getLogger(Failures.class.getName());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static WebServer server;

    @BeforeAll
    static void start() {
        var settings = new ServerSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                Set.of("http://localhost:3000"),
                "1",
                ServerSettings.Limits.STANDARD,
                new ServerSettings.Streams(10, 20, Duration.ofSeconds(1)));
        Routes routes = new Routes("There is nothing at this address.");
        new SystemRoutes(
                        () -> new SystemRoutes.Checks(false, true, true, false),
                        "1",
                        new SystemRoutes.Limits(1, 1, 1, 1, Duration.ofSeconds(1)),
                        InstantSource.fixed(Instant.EPOCH))
                .register(routes);
        routes.post("Test", "/echo", (request, response) -> {
            RequestJson json = new RequestJson(Body.read(request, 1 << 20));
            String a = json.required("a");
            json.required("b");
            json.done();
            Reply.json(response, Map.of("a", a));
        });
        routes.get("Test", "/broken", (_, _) -> {
            throw new IllegalStateException("secret inner words");
        });
        var builder = WebServer.builder().shutdownHook(false);
        var access = new Authenticate(true, List.of(new Secret("right")));
        Listening.configure(
                builder,
                "127.0.0.1",
                0,
                settings.limits(),
                () -> ID,
                Servers.guarded(settings, () -> ID, access, routes));
        server = builder.build().start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health"})
    void what_is_public_needs_no_key(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_missing_and_a_wrong_key_are_refused_alike() throws Exception {
        var missing = send(request("/api/capabilities"));
        var wrong = send(request("/api/capabilities").header("X-API-Key", "wrong"));
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(missing.body()).contains("\"code\":\"unauthorized\"");
        assertThat(send(keyed("/api/capabilities")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_key", "API_KEY", "key", "x-api-key", "token", "access_token"})
    void a_key_in_the_address_is_refused_even_beside_the_right_one(String name) throws Exception {
        var response = send(keyed("/api/capabilities?" + name + "=right"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"key_in_query\"").doesNotContain("right\"");
    }

    @Test
    void a_sane_id_of_a_request_is_kept_and_any_other_replaced() throws Exception {
        assertThat(id(send(request("/health").header("X-Request-Id", "mine-1.A_b"))))
                .isEqualTo("mine-1.A_b");
        assertThat(id(send(request("/health").header("X-Request-Id", "no spaces"))))
                .isEqualTo(ID.toString());
        assertThat(id(send(request("/health").header("X-Request-Id", "x".repeat(65)))))
                .isEqualTo(ID.toString());
        assertThat(send(request("/nothing").header("X-Request-Id", "mine")).body())
                .contains("\"request_id\":\"mine\"");
    }

    @Test
    void an_unknown_path_is_404_and_a_wrong_method_405_with_what_is_allowed() throws Exception {
        var unknown = send(keyed("/nothing"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"code\":\"not_found\"");
        var wrong = send(keyed("/health").method("PUT", BodyPublishers.noBody()));
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
        assertThat(send(keyed("/echo")).headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void head_has_no_body_and_leaves_the_connection_in_order() throws IOException {
        String twice = raw(
                "HEAD /health HTTP/1.1\r\nHost: h\r\n\r\nGET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(twice)
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET")
                .containsPattern("\r\n\r\nHTTP/1.1 200 OK")
                .doesNotContain("method_not_allowed");
    }

    @Test
    void a_connection_is_closed_behind_an_answer_that_shall_be_the_last() throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nothing", "[]", "\"a\"", "{\"a\":1} {}", "\u0000"})
    void a_body_that_is_no_json_object_is_400(String body) throws Exception {
        var response = post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"malformed_json\"");
    }

    @Test
    void a_body_of_ten_thousand_brackets_is_400() throws Exception {
        assertThat(post("{\"a\":" + "[".repeat(10_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void all_complaints_come_at_once() throws Exception {
        var response = post("{\"a\":1,\"unknown\":true}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains(
                        "{\"field\":\"a\",\"message\":\"must be a text\"}",
                        "{\"field\":\"b\",\"message\":\"is required\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 10 << 20, 17 << 20})
    void a_large_body_is_413(int bytes) throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: h\r\nX-API-Key: right\r\nContent-Length: " + bytes + "\r\n\r\n";
        assertThat(raw(head)).startsWith("HTTP/1.1 413").contains("\"code\":\"body_too_large\"", "X-Request-Id: ");
    }

    @Test
    void a_large_body_without_a_length_is_413() throws Exception {
        var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10 << 20]));
        assertThat(send(keyed("/echo").POST(body)).statusCode()).isEqualTo(413);
    }

    @Test
    void a_large_head_is_refused_with_the_body_of_every_error() throws IOException {
        String answer = raw("GET /health HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(answer)
                .containsPattern("^HTTP/1.1 4\\d\\d")
                .contains("\"detail\":", "\"request_id\":\"" + ID, "X-Request-Id: " + ID);
    }

    @Test
    void a_defect_is_500_and_tells_nothing() throws Exception {
        var response = send(keyed("/broken"));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"code\":\"internal_error\"").doesNotContain("secret inner words");
    }

    @Test
    void a_body_of_two_lengths_is_400_and_ends_its_connection() throws IOException {
        String answer = raw(String.join(
                "\r\n",
                "POST /echo HTTP/1.1",
                "Host: h",
                "X-API-Key: right",
                "Content-Length: 4",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /health HTTP/1.1",
                "Host: h",
                "",
                ""));
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("\"detail\":")
                .containsOnlyOnce("HTTP/1.1")
                .doesNotContain(STILL_OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "Idempotency-Key"})
    void a_header_that_says_two_things_is_400(String name) throws Exception {
        var response = send(request("/api/capabilities").header(name, "right").header(name, "other"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"ambiguous_request\"", "The header " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n40\r\n{"})
    void a_client_that_leaves_within_its_body_is_no_defect(String rest) throws IOException {
        Defects defects = new Defects();
        FAILURES.addHandler(defects);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            String request = "POST /echo HTTP/1.1\r\nHost: h\r\nX-API-Key: right\r\n" + rest;
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.shutdownOutput();
            assertThat(said(socket.getInputStream())).isEmpty();
        } finally {
            FAILURES.removeHandler(defects);
        }
        assertThat(defects.lines).isEmpty();
    }

    @Test
    void a_preflight_of_an_allowed_origin_is_answered_and_of_another_not() throws Exception {
        var allowed = send(
                request("/echo").header("Origin", "http://localhost:3000").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("X-API-Key");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        var other =
                send(request("/echo").header("Origin", "http://elsewhere").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void what_is_not_ready_is_503() throws Exception {
        var response = send(request("/health/ready"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"database\":false");
    }

    /** Takes what is logged. */
    private static final class Defects extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder keyed(String path) {
        return request(path).header("X-API-Key", "right").header("X-Request-Id", "test");
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return send(keyed("/echo").POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String id(HttpResponse<?> response) {
        return response.headers().firstValue("X-Request-Id").orElse("");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return said(in);
        }
    }

    /** What the server says, until it closes the connection or has been silent for two seconds. */
    private static String said(InputStream in) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            in.transferTo(said);
        } catch (SocketTimeoutException _) {
            return said.toString(UTF_8) + STILL_OPEN;
        }
        return said.toString(UTF_8);
    }
}
