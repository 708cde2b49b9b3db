package io.deepwiki.adapters.http.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OldHttpTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String OLD = "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n";

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void a_request_of_an_old_client_is_answered_and_its_connection_closed() throws IOException {
        assertThat(answer(OLD, (_, response) -> response.send("hello")))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\nhello");
    }

    @Test
    void it_is_the_last_of_its_connection_even_if_the_client_would_stay() throws IOException {
        String request = OLD.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n");
        assertThat(answer(request, (_, response) -> response.send("hello"))).endsWith("hello");
    }

    @Test
    void a_stream_for_it_ends_with_its_last_chunk() throws IOException {
        assertThat(answer(
                        OLD,
                        (_, response) -> ReaderWatch.write(response, () -> {}, out -> {
                            out.write("hello".getBytes(UTF_8));
                            out.flush();
                        })))
                .startsWith("HTTP/1.1 200")
                .endsWith("hello\r\n0\r\n\r\n");
    }

    @Test
    void an_old_client_that_leaves_is_noticed() throws Exception {
        Handler handler = (_, response) -> {
            try {
                ReaderWatch.write(response, () -> {}, out -> {
                    out.write("begun".getBytes(UTF_8));
                    out.flush(); // may fail already: the client leaves at the first byte of the head
                    never.await();
                });
            } finally {
                over.countDown();
            }
        };
        try (OneRoute server = new OneRoute(LONG, handler)) {
            try (Socket socket = server.asked(OLD)) {
                assertThat(socket.getInputStream().read()).isPositive();
            }
            assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
    void a_first_line_may_come_in_parts(String version) throws Exception {
        String request = "GET / " + version + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (int cut = 1; cut <= request.indexOf('\n') + 1; cut++) {
            try (OneRoute server = new OneRoute(LONG, (_, response) -> response.send("hello"));
                    Socket socket = server.asked(request.substring(0, cut))) {
                socket.setTcpNoDelay(true);
                assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
                socket.getOutputStream().write(request.substring(cut).getBytes(US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .as("cut at %d", cut)
                        .startsWith("HTTP/1.1 200")
                        .endsWith("hello");
            }
        }
    }

    @Test
    void a_current_connection_serves_more_after_a_first_line_in_parts() throws Exception {
        try (OneRoute server = new OneRoute(LONG, (_, response) -> response.send("hello"));
                Socket socket = server.asked("GE")) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            String next = "GET / HTTP/1.1\r\nHost: localhost\r\n";
            socket.getOutputStream().write((next.substring(2) + "\r\n").getBytes(US_ASCII));
            socket.getOutputStream().write((next + "Connection: close\r\n\r\n").getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8).split("hello", -1))
                    .hasSize(3);
        }
    }

    @Test
    void a_first_line_that_does_not_end_is_refused() throws Exception {
        try (OneRoute server = new OneRoute(LONG, (_, response) -> response.send("hello"));
                Socket socket = server.asked("GET /")) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            socket.getOutputStream().write("x".repeat(5_000).getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 4");
        }
    }

    private static String answer(String request, Handler handler) throws IOException {
        try (OneRoute server = new OneRoute(LONG, handler);
                Socket socket = server.asked(request)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
