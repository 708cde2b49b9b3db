package io.deepwiki.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersTest {
    private static final Logger LOGGER = Logger.getLogger("deepwiki.access");

    private final ApiFixture api = new ApiFixture();

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void the_root_lists_every_route_under_its_group() throws Exception {
        assertThat(api.get("/").body())
                .contains(
                        "\"version\":\"1.2.3\"",
                        "\"Chat\":[\"POST /chat/completions/stream\",",
                        "GET /api/chat/streams/{id}/content",
                        "POST /api/chat/streams/{id}/cancel",
                        "GET /api/wiki/jobs/{id}/progress/stream",
                        "POST /export/wiki",
                        "GET /api/retrieval",
                        "GET /health");
    }

    @Test
    void what_there_is_to_choose_from_is_told() throws Exception {
        assertThat(api.get("/models/config").body())
                .contains(
                        "\"id\":\"scripted\"",
                        "\"supportsCustomModel\":false",
                        "\"configured\":true",
                        "\"defaultProvider\":\"scripted\"",
                        "\"defaultModel\":\"one\"");
        assertThat(api.get("/lang/config").body())
                .contains("\"supported_languages\":{\"en\":\"English\"", "\"pt-br\":", "\"default\":\"en\"");
        assertThat(api.get("/auth/status").body()).isEqualTo("{\"auth_required\":false,\"login_required\":false}");
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void passages_are_found_and_their_sources_named() throws Exception {
        String path = "/api/retrieval?repo_url=" + ApiFixture.URL;
        assertThat(api.get(path + "&q=burn&k=5").body())
                .contains("\"commit\":\"", "\"path\":\"src/main/Engine.java\"", "\"legs\":[");
        assertThat(api.get(path).statusCode()).isEqualTo(422);
        assertThat(api.get(path + "&q=burn&k=501").statusCode()).isEqualTo(422);
        assertThat(api.get(path + "&q=burn&branch=a..b").body())
                .contains("\"field\":\"branch\"", "must be the name of a branch");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/wikis, GET",
        "POST, /api/wikis/x/files/a/b, GET",
        "PUT, /api/wiki/jobs, 'POST, GET'",
        "GET, /export/wiki, POST",
        "PATCH, /chat/completions/stream, POST"
    })
    void a_wrong_method_is_405_and_tells_which_are_taken(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = api.send(api.api(path).method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(response.body()).contains("\"code\":\"method_not_allowed\"");
    }

    @Test
    void a_refusal_may_be_read_by_an_allowed_origin_and_bears_its_request_id() throws Exception {
        var request = api.api("/nothing").setHeader("X-API-Key", "wrong").header("Origin", "http://localhost:3000");
        HttpResponse<String> response = api.send(request);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
        assertThat(response.headers().firstValue("Vary")).hasValue("Origin");
        assertThat(response.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(response.body()).contains(id));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/wikis, right, 200",
        "/api/wikis?key=right, right, 400",
        "/api/wikis, wrong, 401",
        "/nothing, right, 404",
        "/api/retrieval, right, 422"
    })
    void the_log_tells_the_status_that_was_answered(String path, String key, int status) throws Exception {
        BlockingQueue<String> statuses = new LinkedBlockingQueue<>();
        Handler handler = new StatusesOf("mine-" + status, statuses);
        LOGGER.addHandler(handler);
        try {
            api.send(api.api(path).setHeader("X-API-Key", key).header("X-Request-Id", "mine-" + status));
            assertThat(statuses.poll(10, TimeUnit.SECONDS)).isEqualTo(Integer.toString(status));
            api.send(api.api("/health").header("X-Request-Id", "mine-" + status));
            assertThat(statuses.poll(10, TimeUnit.SECONDS)).isEqualTo("200");
        } finally {
            LOGGER.removeHandler(handler);
        }
        assertThat(statuses).as("one line for each request").isEmpty();
    }

    @Test
    void whoever_comes_while_as_many_requests_run_as_may_is_told_to_come_back() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        var one = new ServerSettings.Limits(1 << 20, 1 << 20, 10, 1, Duration.ofMillis(100));
        var builder = WebServer.builder().shutdownHook(false);
        HttpRouting.Builder routing = HttpRouting.builder().get("/slow", (_, response) -> {
            begun.countDown();
            ending.await();
            response.send("done");
        });
        Listening.configure(builder, "127.0.0.1", 0, one, UUID::randomUUID, routing);
        WebServer server = builder.build().start();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/slow"));
            var first = HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofString());
            begun.await();
            HttpResponse<String> second = api.send(request);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("2");
            assertThat(second.body()).contains("\"code\":\"busy\"", "try again soon");
            ending.countDown();
            assertThat(first.get().body()).isEqualTo("done");
        } finally {
            ending.countDown();
            server.stop();
        }
    }

    /** Takes the statuses that are logged of the requests of one id. */
    private static final class StatusesOf extends Handler {
        private final String id;
        private final BlockingQueue<String> statuses;

        private StatusesOf(String id, BlockingQueue<String> statuses) {
            this.id = id;
            this.statuses = statuses;
        }

        @Override
        public void publish(LogRecord line) {
            if (id.equals(line.getParameters()[5])) {
                statuses.add(String.valueOf(line.getParameters()[2]));
            }
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
}
