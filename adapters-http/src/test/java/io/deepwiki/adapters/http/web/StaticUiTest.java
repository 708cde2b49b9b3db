package io.deepwiki.adapters.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticUiTest {
    private static final String APP = "/assets/app-abc123.js";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Proxied web = new Proxied(URI.create("http://127.0.0.1:9"), Duration.ofSeconds(1));

    @AfterAll
    void stop() {
        web.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/new",
                "/new?repo=https://example.org/a/b.git",
                "/jobs",
                "/jobs/0190-a",
                "/wiki/0190-a/the-page",
                "/ask",
                "/ask/0190-a",
                "/admin",
                "/admin/settings",
                "/index.html"
            })
    void every_screen_is_the_one_page(String path) throws Exception {
        HttpResponse<String> answer = web.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!doctype html>");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"dddd\"");
    }

    @Test
    void a_screen_that_ends_like_a_file_is_one_for_whoever_navigates_to_it() throws Exception {
        assertThat(web.send(web.request("/wiki/github.com/nodejs/node.js").header("Accept", BROWSER))
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.get("/wiki/github.com/nodejs/node.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/assets/nothing",
                "/assets/",
                "/assets",
                "/files.txt",
                "/not-listed.txt",
                "/assets/app-abc123.js.br",
                "/../ui/not-listed.txt",
                "/assets/../not-listed.txt",
                "/%2e%2e/ui/not-listed.txt",
                "/..%2fui%2fnot-listed.txt",
                "/assets/..%2fnot-listed.txt",
                "/..%5cui%5cnot-listed.txt",
                "/../../../../etc/passwd",
                "/..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/wiki/%2e%2e/%2e%2e/etc/passwd",
                "/....//....//etc/passwd",
                "//etc/passwd",
                "/etc/passwd%00",
                "/jobs/%0d%0aSet-Cookie:%20a=b",
                "/%252e%252e/etc/passwd.txt",
                "/io/deepwiki/Main.class",
                "/META-INF/MANIFEST.MF"
            })
    void what_is_no_file_of_the_ui_is_not_there(String path) throws Exception {
        assertThat(web.answer(path))
                .containsPattern("^HTTP/1.1 40[04] ")
                .doesNotContain("secret", "root:", "doctype", "Set-Cookie: a=b");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 24, \"aaaa\"",
                "gzip, gzip, 17, \"aaaa-gz\"",
                "'gzip, deflate, br, zstd', br, 18, \"aaaa-br\"",
                "'br;q=0, gzip', gzip, 17, \"aaaa-gz\"",
                "'BR;q=0.5', br, 18, \"aaaa-br\"",
                "'gzip;q=0.0,br;q=0', -, 24, \"aaaa\"",
                "identity, -, 24, \"aaaa\"",
                "brotli, -, 24, \"aaaa\""
            })
    void a_file_comes_in_the_smallest_form_that_the_browser_takes(
            String accepted, String encoding, int bytes, String tag) throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            var request = web.request(APP).method(method, BodyPublishers.noBody());
            HttpResponse<String> answer =
                    web.send(accepted == null ? request : request.header("Accept-Encoding", accepted));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Encoding").orElse(null))
                    .isEqualTo(encoding);
            assertThat(answer.headers().firstValue("Content-Length")).hasValue(Integer.toString(bytes));
            assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
            assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(answer.body()).hasSize(method.equals("GET") ? bytes : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\"dddd\", 304",
        "W/\"dddd\", 304",
        "'\"x\", \"dddd\"', 304",
        "*, 304",
        "\"dddd-br\", 200",
        "\"other\", 200"
    })
    void what_the_browser_has_already_is_not_sent_again(String known, int status) throws Exception {
        HttpResponse<String> answer = web.send(web.request("/jobs/x").header("If-None-Match", known));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"dddd\"");
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
    }

    @ParameterizedTest
    @CsvSource({"/icon.svg, image/svg+xml", "/assets/font-1.woff2, font/woff2"})
    void other_files_have_their_types(String path, String type) throws Exception {
        assertThat(web.get(path).headers().firstValue("Content-Type")).hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", APP, "/nothing.js", "/api/nothing", "/api/wikis", "/api/auth/status"})
    void every_answer_keeps_the_browser_from_what_nobody_wants(String path) throws Exception {
        var headers = web.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue(
                        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                                + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void a_build_without_the_ui_says_so_in_plain_words() throws Exception {
        WebServer bare = WebServer.builder()
                .shutdownHook(false)
                .routing(routing -> routing.any(new StaticUi(UiFiles.onClassPath("/nowhere"))::serve))
                .build()
                .start();
        try {
            var request = web.request("/").uri(URI.create("http://127.0.0.1:" + bare.port() + "/jobs/x"));
            HttpResponse<String> answer = web.send(request);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("The web UI is not part of this build", "-Dweb.skip", "Node.js 20", "./deepwiki up");
        } finally {
            bare.stop();
        }
    }
}
