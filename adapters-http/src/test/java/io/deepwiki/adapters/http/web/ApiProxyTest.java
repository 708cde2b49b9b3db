package io.deepwiki.adapters.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.web.RawApi.Asked;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ApiProxyTest {
    private static final String ANSWER = "HTTP/1.1 418 Odd\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            + "Content-Disposition: attachment\r\nCache-Control: no-cache, no-transform\r\nX-Accel-Buffering: no\r\n"
            + "Retry-After: 7\r\nAllow: GET, POST\r\nETag: \"x\"\r\nX-Stream-Id: s\r\nX-Request-Id: mine\r\nStream-Closed: true\r\n"
            + "Set-Cookie: a=b\r\nServer: inner\r\nX-Echo: " + Proxied.KEY + "\r\nAccess-Control-Allow-Origin: *\r\n"
            + "Location: /elsewhere\r\nContent-Security-Policy: none\r\n\r\n{}";

    private RawApi api;
    private Proxied web;

    @BeforeEach
    void start() throws IOException {
        api = new RawApi((asked, wire) -> {
            if (asked.line().contains("/odd")) {
                wire.say(ANSWER);
            } else {
                wire.json("{\"fine\":true}");
            }
        });
        web = new Proxied(api.url(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() throws IOException {
        web.close();
        api.close();
    }

    @Test
    void of_what_a_browser_sends_the_listed_headers_alone_reach_the_api_and_the_key_is_ours() throws Exception {
        web.send(web.request("/api/wiki/jobs")
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once")
                .header("X-Stream-Detach", "continue")
                .header("X-Request-Id", "mine")
                .header("X-API-Key", "theirs")
                .header("Authorization", "Bearer theirs")
                .header("Cookie", "a=b")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=10.0.0.1")
                .header("TE", "trailers")
                .header("Range", "bytes=0-1")
                .header("X-Anything", "else")
                .POST(BodyPublishers.ofString("{\"a\":1}")));
        Asked asked = api.asked.take();
        assertThat(asked.headers().keySet())
                .contains("host", "content-length")
                .isSubsetOf(
                        "accept",
                        "content-type",
                        "idempotency-key",
                        "x-stream-detach",
                        "x-request-id",
                        "x-api-key",
                        "accept-encoding",
                        "host",
                        "content-length",
                        "connection",
                        "user-agent");
        assertThat(List.of(
                        asked.header("accept"),
                        asked.header("content-type"),
                        asked.header("idempotency-key"),
                        asked.header("x-stream-detach"),
                        asked.header("x-request-id"),
                        asked.header("x-api-key"),
                        asked.header("accept-encoding")))
                .containsExactly(
                        "application/json", "application/json", "once", "continue", "mine", Proxied.KEY, "identity");
        assertThat(asked.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void of_what_the_api_answers_the_status_and_the_listed_headers_alone_reach_the_browser() throws Exception {
        HttpResponse<String> answer = web.get("/api/wikis/odd");
        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrder(
                        "content-type",
                        "content-length",
                        "content-disposition",
                        "cache-control",
                        "x-accel-buffering",
                        "retry-after",
                        "allow",
                        "etag",
                        "x-stream-id",
                        "x-request-id",
                        "stream-closed",
                        "date",
                        "connection",
                        "content-security-policy",
                        "x-content-type-options",
                        "referrer-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy");
        assertThat(answer.headers().map().toString()).doesNotContain(Proxied.KEY);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache, no-transform");
    }

    static Stream<ProxyRoute> table() {
        return ProxyRoute.TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void every_line_of_the_table_leads_to_its_address(ProxyRoute route) throws Exception {
        web.send(web.request(filled(route.browser()) + "?limit=2&q=a%20b")
                .method(route.method().text(), BodyPublishers.noBody()));
        assertThat(api.asked.take().line())
                .isEqualTo(route.method().text() + " " + filled(route.api()) + "?limit=2&q=a%20b HTTP/1.1");
    }

    private static String filled(String pattern) {
        return pattern.replace("{id}", "0190-a").replace("{page}", "the-page").replace("{+path}", "src/Main.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/retrieval?repo_url=x&q=y",
                "/api/retrieval/status",
                "/api/nothing",
                "/api",
                "/api/",
                "/export",
                "/export/nothing",
                "/api/wikis/x/../../retrieval",
                "/api/wikis/%2e%2e/retrieval",
                "/api/wikis/x/files/../../../retrieval",
                "/api/wikis/x/files/..%2f..%2f..%2fretrieval",
                "/api/wikis/x/files/%2e%2e/%2e%2e/secret",
                "/api/wikis/..",
                "/api/wikis/%2e",
                "/api/admin/../retrieval",
                "/api/admin/engine",
                "//api/retrieval",
                "/api/wikis/x/unknown",
                "/API/wikis"
            })
    void what_is_not_in_the_table_does_not_reach_the_api(String path) throws Exception {
        String answer = web.answer(path);
        assertThat(answer).containsPattern("^HTTP/1.1 (404|400|200)").doesNotContain("fine");
        assertThat(api.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/wikis, 405, GET",
        "DELETE, /api/wikis/x, 405, GET",
        "POST, /api/chat/streams/x/content, 405, GET",
        "GET, /api/chat/stream, 405, POST",
        "GET, /export/wiki, 405, POST",
        "PATCH, /api/wiki/jobs, 405, 'POST, GET'",
        "POST, /chat/completions/stream, 404, ",
        "POST, /api/auth/nothing, 404, ",
        "POST, /, 404, "
    })
    void a_method_that_the_table_has_not_is_refused_here(String method, String path, int status, String allowed)
            throws Exception {
        HttpResponse<String> answer = web.send(web.request(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Allow").orElse(null)).isEqualTo(allowed);
        assertThat(answer.body()).contains("\"code\":\"", "\"request_id\":\"");
        assertThat(api.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/wikis/x/files/a%20b%2Fc%3Fd%23e%25f?start=1, /api/wikis/x/files/a%20b/c%3Fd%23e%25f?start=1",
        "/api/wikis/x/files/%C3%BC/*+~, /api/wikis/x/files/%C3%BC/%2A%2B%7E",
        "/api/wikis/a%0d%0ab, /api/wikis/a%0D%0Ab",
        "/api/wikis/./x/pages/y, /api/wikis/x/pages/y"
    })
    void names_are_written_anew(String asked, String passed) throws Exception {
        web.answer(asked);
        assertThat(api.asked.take().line()).isEqualTo("GET " + passed + " HTTP/1.1");
    }

    @Test
    void connections_are_used_again_but_for_what_changes_something() throws Exception {
        for (int i = 0; i < 3; i++) {
            web.get("/api/wikis");
        }
        web.send(web.request("/api/wiki/jobs").POST(BodyPublishers.ofString("{}")));
        web.get("/api/wikis");
        assertThat(api.asked).extracting(Asked::connection).containsExactly(1, 1, 1, 2, 2);
    }

    @Test
    void a_kept_connection_that_the_api_has_closed_meanwhile_is_not_noticed_by_anybody() throws Exception {
        web.get("/api/wikis");
        api.dropConnections();
        assertThat(web.get("/api/wikis").body()).isEqualTo("{\"fine\":true}");
    }

    @Test
    void a_body_over_the_limit_is_refused_here_and_an_export_may_be_larger() throws Exception {
        String large = "x".repeat((1 << 20) + 1);
        HttpResponse<String> refused = web.send(web.request("/api/wiki/jobs").POST(BodyPublishers.ofString(large)));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("body_too_large");
        assertThat(web.send(web.request("/export/wiki").POST(BodyPublishers.ofString(large)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.asked.take().body()).hasSize(large.length());
    }
}
