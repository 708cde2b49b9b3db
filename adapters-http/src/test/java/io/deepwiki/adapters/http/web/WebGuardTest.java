package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.WebSettings.Entrance;
import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebGuardTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final Entrance CLOSED = Entrance.by(Optional.empty());
    private static final String LOCAL = "Host: localhost\r\n";

    private static Proxied listener(String bind, Entrance entrance, Optional<URI> url) {
        return new Proxied(NOWHERE, Duration.ofSeconds(1), bind, entrance, url);
    }

    /** What is answered to a GET of the UI with these lines of a head. */
    private static String answer(Proxied listener, String bind, String version, String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral(bind), listener.port())) {
            socket.setSoTimeout(10_000);
            String request = "GET / HTTP/" + version + "\r\n" + head + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String answer(Proxied listener, String head) throws IOException {
        return answer(listener, "127.0.0.1", "1.1", head);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, 127.0.0.2, 200",
        "127.0.0.2, 127.0.0.2:3000, 200",
        "127.0.0.2, localhost:3000, 200",
        "127.0.0.2, 127.0.0.3:3000, 403",
        "127.0.0.2, evil.example, 403",
        "::1, [::1]:3000, 200",
        "::1, localhost, 200",
        "::1, evil.example, 403"
    })
    void whichever_address_of_this_machine_it_is_bound_to_it_answers_to_its_name(
            String bind, String host, String status) throws IOException {
        try (Proxied listener = listener(bind, CLOSED, Optional.empty())) {
            assertThat(answer(listener, bind, "1.1", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 1.1.1.1",
                "X-Forwarded-Host: wiki.example.org",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 1.1.1.1",
                "Forwarded: for=1.1.1.1",
                "Via: 1.1 proxy",
                "Sec-Fetch-Site: same-origin\r\nOrigin: https://wiki.example.org"
            })
    void what_has_come_by_a_proxy_does_not_open_without_a_code_what_is_for_this_machine(String sign)
            throws IOException {
        try (Proxied listener = listener("127.0.0.1", CLOSED, Optional.empty())) {
            assertThat(answer(listener, LOCAL)).startsWith("HTTP/1.1 200");
            assertThat(answer(listener, LOCAL + sign + "\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("\"code\":\"behind_proxy\"", "set DEEPWIKI_WEB_URL", "DEEPWIKI_AUTH_CODE to a code")
                    .contains("DEEPWIKI_ALLOW_UNAUTHENTICATED=true");
        }
    }

    @Test
    void a_proxy_that_was_told_nothing_is_seen_by_its_version() throws IOException {
        try (Proxied listener = listener("127.0.0.1", CLOSED, Optional.empty())) {
            assertThat(answer(listener, "127.0.0.1", "1.0", LOCAL))
                    .startsWith("HTTP/1.1 403")
                    .contains("behind_proxy");
        }
    }

    @Test
    void a_proxy_that_keeps_the_name_is_told_what_to_set() throws IOException {
        try (Proxied listener = listener("127.0.0.1", CLOSED, Optional.empty())) {
            assertThat(answer(listener, "Host: wiki.example.org\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("\"code\":\"unknown_host\"", "set DEEPWIKI_WEB_URL", "DEEPWIKI_AUTH_CODE to a code");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void who_names_nobody_is_not_let_in(String version) throws IOException {
        try (Proxied listener = listener("127.0.0.1", CLOSED, Optional.empty())) {
            assertThat(answer(listener, "127.0.0.1", version, "")).startsWith("HTTP/1.1 40");
            assertThat(answer(listener, "127.0.0.1", version, "Host:\r\n")).startsWith("HTTP/1.1 40");
        }
    }

    @Test
    void with_a_code_or_for_everybody_a_proxy_may_stand_before_it() throws IOException {
        Optional<URI> url = Optional.of(URI.create("https://wiki.example.org"));
        String head = "Host: wiki.example.org\r\nX-Forwarded-For: 1.1.1.1\r\n";
        Entrance everybody = new Entrance(Optional.empty(), true, Set.of());
        for (Entrance entrance : new Entrance[] {Entrance.by(Optional.of(new Secret("open sesame"))), everybody}) {
            try (Proxied listener = listener("127.0.0.1", entrance, url)) {
                assertThat(answer(listener, head)).startsWith("HTTP/1.1 200");
                assertThat(answer(listener, "127.0.0.1", "1.0", head)).startsWith("HTTP/1.1 200");
            }
        }
    }
}
