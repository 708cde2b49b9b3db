package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProxyStreamTest {
    private static final String PROGRESS = "/api/wiki/jobs/x/progress";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    @Test
    void each_piece_is_passed_on_before_there_is_another() throws Exception {
        Semaphore read = new Semaphore(1);
        String text = "fünf Wörter über den Fluß: 漢字 \n";
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.begin();
                    for (byte each : text.getBytes(UTF_8)) {
                        read.acquire();
                        wire.out().write(new byte[] {'1', '\r', '\n', each, '\r', '\n'});
                        wire.out().flush();
                    }
                    wire.say("0\r\n\r\n");
                });
                Proxied web = new Proxied(api.url(), LONG);
                Socket reader = web.asked(PROGRESS)) {
            InputStream in = reader.getInputStream();
            skipHead(in);
            for (byte each : text.getBytes(UTF_8)) {
                assertThat(in.readNBytes(6)).containsExactly('1', '\r', '\n', each, '\r', '\n');
                read.release();
            }
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void the_way_through_the_proxy_takes_less_than_two_milliseconds() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        int pieces = 300;
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.begin();
                    for (int i = 0; i < pieces; i++) {
                        assertThat(never.await(3, TimeUnit.MILLISECONDS)).isFalse();
                        wire.chunk("at " + System.nanoTime() + "\n");
                    }
                    wire.say("0\r\n\r\n");
                });
                Proxied web = new Proxied(api.url(), LONG);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(web.asked(PROGRESS).getInputStream(), UTF_8))) {
            long[] delays = lines.lines()
                    .filter(line -> line.startsWith("at "))
                    .mapToLong(line -> System.nanoTime() - Long.parseLong(line.substring(3)))
                    .sorted()
                    .toArray();
            assertThat(delays).hasSize(pieces);
            assertThat(Duration.ofNanos(delays[pieces / 2])).isLessThan(Duration.ofMillis(2));
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void when_the_browser_leaves_a_silent_stream_the_api_knows_within_a_second(boolean headSent) throws Exception {
        try (RawApi api = new RawApi((_, wire) -> {
                    if (headSent) {
                        wire.begin();
                        wire.chunk("{}\n");
                    }
                    begun.countDown();
                    if (wire.isLeft()) {
                        left.countDown();
                    }
                });
                Proxied web = new Proxied(api.url(), LONG)) {
            Socket reader =
                    web.sent("POST /api/chat/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            if (headSent) {
                assertThat(reader.getInputStream().read()).isEqualTo('H');
            }
            reader.close();
            assertThat(left.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"'5\r\nhello\r\n'", "'5\r\nhello\r\n5\r\nwo'"})
    void an_answer_that_breaks_off_does_not_look_whole(String said) throws Exception {
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.begin();
                    wire.say(said);
                    throw new IOException("broken off");
                });
                Proxied web = new Proxied(api.url(), LONG)) {
            for (String path : new String[] {PROGRESS, "/api/wikis"}) {
                String answer = web.answer(path);
                assertThat(answer).startsWith("HTTP/1.1 200").contains("hello").doesNotEndWith("0\r\n\r\n");
            }
        }
    }

    @Test
    void an_answer_of_a_told_length_that_breaks_off_is_broken_off() throws Exception {
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                    throw new IOException("broken off");
                });
                Proxied web = new Proxied(api.url(), LONG)) {
            assertThat(web.answer("/api/wikis")).endsWith("hello").contains("Content-Length: 10");
            assertThatThrownBy(() -> web.get("/api/wikis")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/wikis", "GET, /api/wiki/jobs/x/progress", "POST, /api/chat/stream", "POST, /api/wiki/jobs"})
    void an_api_that_says_nothing_is_504(String method, String path) throws Exception {
        try (RawApi api = new RawApi((_, wire) -> {
                    if (wire.isLeft()) {
                        left.countDown();
                    }
                });
                Proxied web = new Proxied(api.url(), Duration.ofMillis(300))) {
            HttpResponse<String> answer = web.send(web.request(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("\"code\":\"backend_timeout\"", "\"detail\":\"", "\"request_id\":\"");
            assertThat(left.await(10, TimeUnit.SECONDS))
                    .as("the call was closed")
                    .isTrue();
        }
    }

    @Test
    void a_stream_that_falls_silent_for_too_long_is_broken_off() throws Exception {
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.begin();
                    wire.chunk("hello");
                    if (wire.isLeft()) {
                        left.countDown();
                    }
                });
                Proxied web = new Proxied(api.url(), Duration.ofMillis(300))) {
            assertThat(web.answer(PROGRESS)).endsWith("hello\r\n");
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_slow_api_is_waited_for_as_long_as_it_says_something_now_and_then() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.begin();
                    for (int i = 0; i < 6; i++) {
                        assertThat(never.await(150, TimeUnit.MILLISECONDS)).isFalse();
                        wire.chunk("hello");
                    }
                    wire.say("0\r\n\r\n");
                });
                Proxied web = new Proxied(api.url(), Duration.ofMillis(600))) {
            assertThat(web.get(PROGRESS).body()).isEqualTo("hello".repeat(6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/wikis",
        "GET, /api/wiki/jobs/x/progress",
        "POST, /api/chat/stream",
        "DELETE, /api/wiki/jobs/x"
    })
    void an_api_that_is_not_there_is_502_and_the_ui_is_served_all_the_same(String method, String path)
            throws Exception {
        try (Proxied web = new Proxied(nobody(), LONG)) {
            HttpResponse<String> answer = web.send(web.request(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body())
                    .contains("\"code\":\"backend_unreachable\"", "\"request_id\":\"")
                    .doesNotContain("127.0.0.1");
            assertThat(web.get("/").statusCode()).isEqualTo(200);
        }
    }

    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    void an_answer_that_is_no_http_is_502() throws Exception {
        try (RawApi api = new RawApi((_, wire) -> {
                    wire.say("220 mail.example ESMTP\r\n\r\n");
                    throw new IOException("that is all");
                });
                Proxied web = new Proxied(api.url(), LONG)) {
            assertThat(web.get("/api/wikis").statusCode()).isEqualTo(502);
        }
    }
}
