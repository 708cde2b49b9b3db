package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real API behind the real proxy. */
@Timeout(60)
class RealApiProxyTest {
    private static final Pattern FOR_THE_UI = Pattern.compile(
            "\"((?:GET|POST|DELETE) (?:/api/(?:chat/streams|wiki/jobs|wikis|processed_projects|wiki_cache|capabilities|admin)|/export/wiki|/models/config|/lang/config|/chat/completions)[^\"]*)\"");

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void the_table_leads_to_every_route_that_the_contract_names_and_to_no_other() throws Exception {
        Set<String> there = FOR_THE_UI
                .matcher(api.get("/").body())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> reached = ProxyRoute.TABLE.stream()
                .map(route -> route.method().text() + " " + route.api())
                .collect(Collectors.toSet());
        assertThat(reached).hasSizeGreaterThan(30).isEqualTo(there);
    }

    @Test
    void a_wiki_is_ordered_watched_read_and_exported_by_the_proxy_alone() throws Exception {
        api.shop.working();
        String ordered = post("/api/wiki/jobs", "{\"repo_url\":\"" + ApiFixture.URL + "\"}")
                .body();
        String job = ApiFixture.found(ordered, "\"job_id\":\"([^\"]+)\"");
        HttpResponse<String> progress = api.getWeb("/api/wiki/jobs/" + job + "/progress");
        assertThat(progress.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(progress.body()).contains("\"status\":\"completed\"");
        String wiki = ApiFixture.found(api.getWeb("/api/wikis").body(), "\"id\":\"([^\"]+)\"");
        assertThat(api.getWeb("/api/wikis/" + wiki + "/pages/engine").body()).contains("Engine");
        assertThat(api.getWeb("/api/wikis/" + wiki + "/files/docs/the%20tank.md?start=1&end=1")
                        .body())
                .contains("# Tank");
        assertThat(api.getWeb("/api/wikis/" + wiki + "/search?q=burns").statusCode())
                .isEqualTo(200);
        HttpResponse<String> export = post("/export/wiki", "{\"wiki_id\":\"" + wiki + "\",\"format\":\"markdown\"}");
        assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(api.getWeb("/api/models/config").body()).contains("\"defaultProvider\"");
        assertThat(api.getWeb("/api/wikis/no-id").statusCode()).isEqualTo(404);
        assertThat(api.getWeb("/api/wikis?api_key=x").statusCode()).isEqualTo(400);
        assertThat(post("/api/wiki/jobs", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void an_answer_streams_through_the_proxy_under_one_request_id() throws Exception {
        HttpResponse<String> answer = api.send(api.web("/api/chat/stream")
                .header("Accept", "application/x-ndjson")
                .header("X-Request-Id", "mine")
                .POST(BodyPublishers.ofString(ApiFixture.question("{\"role\":\"user\",\"content\":\"How?\"}"))));
        assertThat(answer.body()).contains("\"type\":\"delta\"", "\"type\":\"done\"");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine");
        String stream = answer.headers().firstValue("X-Stream-Id").orElseThrow();
        HttpResponse<String> again = api.getWeb("/api/chat/streams/" + stream + "/content?offset=1");
        assertThat(again.body()).isEqualTo("es");
        assertThat(again.headers().firstValue("Stream-Closed")).hasValue("true");
        assertThat(api.getWeb("/api/chat/streams/" + stream + "/content?offset=9")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void when_the_browser_leaves_the_model_is_stopped() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        api.shop.model.answers((_, sink) -> {
            sink.accept("It begins");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
                Thread.currentThread().interrupt();
            }
        });
        String body = ApiFixture.question("{\"role\":\"user\",\"content\":\"How?\"}");
        try (Socket reader = api.sentToWeb("POST /api/chat/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
                BufferedReader lines = new BufferedReader(new InputStreamReader(reader.getInputStream(), UTF_8))) {
            assertThat(lines.lines().anyMatch(line -> line.contains("It begins")))
                    .isTrue();
        }
        // 100 ms of grace, and the keeper's round, beside the second that the proxy has
        assertThat(stopped.await(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void when_the_browser_leaves_a_trial_of_a_provider_the_model_is_stopped() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        api.shop.model.answers((_, _) -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
                Thread.currentThread().interrupt();
            }
        });
        try (Socket _ = api.sentToWeb(
                "POST /api/admin/providers/scripted/test HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(stopped.await(1, TimeUnit.SECONDS)).isTrue();
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return api.send(api.web(path).POST(BodyPublishers.ofString(json)));
    }
}
