package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.adapters.http.WebSettings.Entrance;
import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebAccessTest {
    private static final Optional<URI> OUTSIDE = Optional.of(URI.create("https://wiki.example.org"));

    private ApiFixture api = new ApiFixture(Optional.of(new Secret("open sesame")), Optional.empty());

    @AfterEach
    void close() {
        api.close();
    }

    private void instead(Optional<Secret> code, Optional<URI> url) {
        api.close();
        api = new ApiFixture(code, url);
    }

    private HttpResponse<String> validate(String code) throws Exception {
        return api.send(code(code));
    }

    private HttpRequest.Builder code(String code) {
        return api.web("/api/auth/validate").POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}"));
    }

    private String session() throws Exception {
        return validate("open sesame")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private HttpResponse<String> with(String cookie, String path) throws Exception {
        return api.send(api.web(path).header("Cookie", cookie));
    }

    @Test
    void without_a_code_everybody_may_and_is_told_so() throws Exception {
        instead(Optional.empty(), Optional.empty());
        assertThat(api.getWeb("/api/auth/status").body())
                .isEqualTo("{\"auth_required\":false,\"login_required\":false}");
        assertThat(validate("anything").body()).isEqualTo("{\"success\":true}");
        assertThat(api.getWeb("/api/wikis").statusCode()).isEqualTo(200);
    }

    @Test
    void with_a_code_the_api_is_had_by_whoever_has_shown_it_alone() throws Exception {
        HttpResponse<String> refused = api.getWeb("/api/wikis");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"code\":\"login_required\"", "\"detail\":\"", "\"request_id\":\"");
        assertThat(api.getWeb("/api/auth/status").body()).isEqualTo("{\"auth_required\":true,\"login_required\":true}");
        assertThat(api.get("/auth/status").body()).isEqualTo("{\"auth_required\":true,\"login_required\":false}");
        assertThat(api.getWeb("/").statusCode()).as("the page that asks for it").isEqualTo(200);
        String session = session();
        assertThat(with(session, "/api/wikis").statusCode()).isEqualTo(200);
        assertThat(with(session, "/api/auth/status").body())
                .isEqualTo("{\"auth_required\":true,\"login_required\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/chat/stream",
                "GET /api/wiki/jobs/x/progress",
                "POST /export/wiki",
                "DELETE /api/wiki/jobs/x"
            })
    void no_route_is_open_without_the_code(String route) throws Exception {
        String[] parts = route.split(" ", -1);
        assertThat(api.send(api.web(parts[1]).method(parts[0], BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_session_is_out_of_the_reach_of_scripts_and_other_sites() throws Exception {
        assertThat(validate("open sesame").headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("deepwiki_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Domain", "open sesame");
        instead(Optional.of(new Secret("open sesame")), OUTSIDE);
        assertThat(validate("open sesame").headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-deepwiki_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Secure");
        assertThat(with(session(), "/api/wikis").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "%00", "\"\""})
    void what_we_did_not_give_out_is_no_session(String token) throws Exception {
        assertThat(with("deepwiki_session=" + token, "/api/wikis").statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_ends_after_a_week_and_with_the_code() throws Exception {
        String session = session();
        api.shop.clock.forward(Duration.ofDays(7).minusSeconds(1));
        assertThat(with(session, "/api/wikis").statusCode()).isEqualTo(200);
        api.shop.clock.forward(Duration.ofSeconds(1));
        assertThat(with(session, "/api/wikis").statusCode()).isEqualTo(401);
        String another = session();
        instead(Optional.of(new Secret("another code")), Optional.empty());
        assertThat(with(another, "/api/wikis").statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_outlives_a_restart() throws Exception {
        String session = session();
        instead(Optional.of(new Secret("open sesame")), Optional.empty());
        assertThat(with(session, "/api/wikis").statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_code_is_told_and_after_five_of_them_one_has_to_wait_even_with_the_right_one() throws Exception {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = validate("wrong " + i);
            assertThat(wrong.body()).isEqualTo("{\"success\":false}");
            assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        }
        HttpResponse<String> throttled = validate("open sesame");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(throttled.headers().firstValue("Set-Cookie")).isEmpty();
        api.shop.clock.forward(Duration.ofMinutes(1));
        assertThat(validate("open sesame").body()).isEqualTo("{\"success\":true}");
    }

    private HttpResponse<String> validateFrom(String header, String value, String code) throws Exception {
        return api.send(code(code).header(header, value));
    }

    @Test
    void guesses_of_others_keep_no_browser_waiting_that_has_shown_the_code_before() throws Exception {
        String known = validate("open sesame").headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("deepwiki_browser="))
                .findFirst()
                .orElseThrow();
        assertThat(known).contains("Max-Age=31536000", "HttpOnly", "SameSite=Strict");
        String cookie = known.replaceFirst(";.*", "");
        for (int i = 0; i < 5; i++) {
            validate("wrong " + i);
        }
        assertThat(validate("open sesame").statusCode()).isEqualTo(429);
        assertThat(validateFrom("Cookie", cookie, "open sesame").body()).isEqualTo("{\"success\":true}");
        assertThat(with(cookie, "/api/wikis").statusCode())
                .as("it is no session")
                .isEqualTo(401);
        assertThat(with(cookie.replace("_browser=", "_session="), "/api/wikis").statusCode())
                .isEqualTo(401);
        for (int i = 0; i < 5; i++) {
            validateFrom("Cookie", cookie, "wrong " + i);
        }
        assertThat(validateFrom("Cookie", cookie, "open sesame").statusCode()).isEqualTo(429);
    }

    @Test
    void behind_a_trusted_proxy_each_address_has_its_own_attempts_and_behind_another_one_they_share() throws Exception {
        for (boolean trusted : new boolean[] {true, false}) {
            api.close();
            Set<InetAddress> proxies = trusted ? Set.of(InetAddress.ofLiteral("127.0.0.1")) : Set.of();
            api = new ApiFixture(new Entrance(Optional.of(new Secret("open sesame")), false, proxies), OUTSIDE);
            for (int i = 0; i < 5; i++) {
                validateFrom("X-Forwarded-For", "8.8.8.8, 1.1.1.1", "wrong " + i);
            }
            assertThat(validateFrom("X-Forwarded-For", "9.9.9.9, 1.1.1.1", "open sesame")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(validateFrom("X-Forwarded-For", "2.2.2.2", "open sesame").statusCode())
                    .isEqualTo(trusted ? 200 : 429);
        }
    }

    @Test
    void what_is_no_code_is_refused() throws Exception {
        assertThat(api.send(api.web("/api/auth/validate").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.send(api.web("/api/auth/validate").POST(BodyPublishers.ofString("[1]")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(validate("x".repeat(5_000)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 200",
                "-, same-origin, 200",
                "OWN, -, 200",
                "OWN, same-origin, 200",
                "https://evil.example, -, 403",
                "https://evil.example, cross-site, 403",
                "http://localhost:3001, -, 403",
                "http://localhost:3001, same-site, 403",
                "null, -, 403",
                "null, cross-site, 403",
                "-, cross-site, 403",
                "-, same-site, 403",
                "'', -, 403"
            })
    void a_page_of_another_site_changes_nothing(String origin, String site, int status) throws Exception {
        var request = code("open sesame");
        URI own = request.build().uri();
        if (origin != null) {
            request.header("Origin", origin.replace("OWN", "http://" + own.getAuthority()));
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        HttpResponse<String> answer = api.send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.body()).contains("\"code\":\"cross_site\"", "\"request_id\":\"");
        }
    }

    @Test
    void behind_a_proxy_the_address_that_people_use_is_the_own_one() throws Exception {
        instead(Optional.of(new Secret("open sesame")), OUTSIDE);
        assertThat(api.send(code("open sesame").header("Origin", "https://wiki.example.org"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send(code("open sesame").header("Origin", "https://wiki.example.org.evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(status("wiki.example.org")).isEqualTo("200");
        assertThat(status("WIKI.example.org:443")).isEqualTo("200");
        assertThat(status("evil.example")).isEqualTo("403");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:3000, 200",
        "127.0.0.1:3000, 200",
        "[::1]:3000, 200",
        "LOCALHOST, 200",
        "evil.example, 403",
        "evil.example:3000, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403"
    })
    void only_the_names_of_this_machine_are_answered_to(String host, String status) throws IOException {
        assertThat(status(host)).isEqualTo(status);
    }

    private String status(String host) throws IOException {
        try (Socket reader = api.sentToWeb("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")) {
            return new String(reader.getInputStream().readAllBytes(), UTF_8).split(" ", 3)[1];
        }
    }
}
