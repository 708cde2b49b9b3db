package io.deepwiki.adapters.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReaderWatchTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void a_whole_stream_ends_with_its_last_chunk_and_a_closed_connection() throws IOException {
        try (OneRoute server = new OneRoute(
                LONG,
                (_, response) -> ReaderWatch.write(response, () -> {}, out -> {
                    out.write("hello".getBytes(UTF_8));
                    out.flush();
                }))) {
            assertThat(server.answer()).startsWith("HTTP/1.1 200").endsWith("hello\r\n0\r\n\r\n");
        }
    }

    @Test
    void a_reader_who_asks_for_the_end_of_the_connection_gets_the_whole_stream_and_it_ends_without_a_defect()
            throws Exception {
        CompletableFuture<RuntimeException> end = new CompletableFuture<>();
        Handler hello = (_, response) -> {
            try {
                ReaderWatch.write(response, () -> {}, out -> {
                    out.write("hello".getBytes(UTF_8));
                    out.flush();
                });
            } catch (RuntimeException e) {
                end.complete(e);
                throw e;
            }
        };
        try (OneRoute server = new OneRoute(LONG, hello);
                Socket reader = server.asked("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("hello\r\n0\r\n\r\n");
            assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(CloseConnectionException.class);
        }
    }

    @Test
    void a_failure_before_the_first_byte_is_a_status_and_a_closed_connection() throws IOException {
        try (OneRoute server =
                new OneRoute(LONG, (_, response) -> ReaderWatch.write(response, this::refuse, out -> {}))) {
            assertThat(server.answer()).startsWith("HTTP/1.1 404").contains("\"code\":\"nothing_here\"");
        }
    }

    @Test
    void a_defect_before_the_first_byte_is_a_500_and_a_closed_connection() throws IOException {
        try (OneRoute server = new OneRoute(
                LONG,
                (_, response) -> ReaderWatch.write(
                        response,
                        () -> {
                            throw new IllegalStateException("secret inner words");
                        },
                        out -> {}))) {
            assertThat(server.answer()).startsWith("HTTP/1.1 500").doesNotContain("secret inner words");
        }
    }

    @Test
    void a_stream_that_breaks_after_its_first_byte_lacks_its_last_chunk_and_is_closed() throws IOException {
        try (OneRoute server = new OneRoute(
                LONG,
                (_, response) -> ReaderWatch.write(response, () -> {}, out -> {
                    out.write("half".getBytes(UTF_8));
                    out.flush();
                    throw new IllegalStateException("secret inner words");
                }))) {
            assertThat(server.answer()).endsWith("half\r\n").doesNotContain("secret inner words");
        }
    }

    @Test
    void a_reader_who_leaves_in_silence_is_noticed_within_two_seconds() throws Exception {
        try (OneRoute server =
                new OneRoute(LONG, (_, response) -> ReaderWatch.write(response, () -> {}, out -> silence()))) {
            Socket reader = server.asked();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            reader.close();
            assertThat(over.await(2, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_reader_who_closes_only_the_sending_side_has_left_too() throws Exception {
        try (OneRoute server = new OneRoute(
                        LONG,
                        (_, response) -> ReaderWatch.write(response, () -> {}, out -> {
                            out.write("begun".getBytes(UTF_8));
                            out.flush();
                            silence();
                        }));
                Socket reader = server.asked()) {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            reader.shutdownOutput();
            assertThat(over.await(2, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("begun\r\n");
        }
    }

    @Test
    void a_reader_who_leaves_before_the_first_byte_is_noticed_within_two_seconds() throws Exception {
        try (OneRoute server =
                new OneRoute(LONG, (_, response) -> ReaderWatch.write(response, this::silence, out -> {}))) {
            Socket reader = server.asked();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            reader.close();
            assertThat(over.await(2, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_reader_who_does_not_read_is_left_after_the_patience_with_a_write() throws Exception {
        try (OneRoute server = new OneRoute(Duration.ofSeconds(1), (_, response) -> {
                    try {
                        ReaderWatch.write(response, () -> {}, out -> {
                            begun.countDown();
                            byte[] much = new byte[1 << 16];
                            while (true) {
                                out.write(much);
                                out.flush();
                            }
                        });
                    } finally {
                        over.countDown();
                    }
                });
                Socket _ = server.asked()) {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(over.await(8, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void patience_with_a_write_is_not_spent_by_silence() throws IOException {
        try (OneRoute server = new OneRoute(
                Duration.ofMillis(200),
                (_, response) -> ReaderWatch.write(response, () -> {}, out -> {
                    out.write("a".getBytes(UTF_8));
                    out.flush();
                    assertThat(never.await(800, TimeUnit.MILLISECONDS)).isFalse();
                    out.write("b".getBytes(UTF_8));
                }))) {
            assertThat(server.answer()).endsWith("b\r\n0\r\n\r\n");
        }
    }

    private void refuse() {
        throw new FailureException(new NotFound("nothing_here", "There is nothing here."));
    }

    private void silence() throws InterruptedException {
        begun.countDown();
        try {
            never.await();
        } finally {
            over.countDown();
        }
    }
}
