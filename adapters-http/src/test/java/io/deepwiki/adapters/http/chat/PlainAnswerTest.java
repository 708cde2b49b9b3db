package io.deepwiki.adapters.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.stream.OneRoute;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.domain.repository.Commit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlainAnswerTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final AnswerPart OPENED = new Opened(new Commit("0123456789abcdef0123456789abcdef01234567"));
    private static final AnswerPart DONE = new Done(0, "", "stop");

    @Test
    void the_body_is_the_text_and_nothing_else() throws IOException {
        String answer = answer(
                OPENED, new Notice("behind", "An older commit."), new Text(0, "Grüße, "), new Text(9, "🌍!"), DONE);
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains(
                        "Content-Type: text/event-stream; charset=utf-8",
                        "Transfer-Encoding: chunked",
                        "Cache-Control: no-cache, no-transform",
                        "X-Accel-Buffering: no")
                .endsWith("\r\n\r\n9\r\nGrüße, \r\n5\r\n🌍!\r\n0\r\n\r\n");
    }

    @Test
    void a_failure_before_the_first_byte_has_its_status() throws IOException {
        String answer = answer(OPENED, new Failed(new TooMany("Ask again later.", Duration.ofSeconds(7)), 0, ""));
        assertThat(answer)
                .startsWith("HTTP/1.1 429")
                .contains("Retry-After: 7", "Content-Type: application/json", "\"code\":\"too_many_requests\"");
    }

    @Test
    void a_failure_after_the_first_byte_is_the_last_line() throws IOException {
        Failure failure = new Unavailable("provider_away", "The model is away.", Optional.empty());
        assertThat(answer(OPENED, new Text(0, "So far"), new Failed(failure, 6, "")))
                .startsWith("HTTP/1.1 200")
                .endsWith("So far\r\n1b\r\n\n\nError: The model is away.\r\n0\r\n\r\n");
    }

    @Test
    void a_repository_that_is_read_for_too_long_is_503_with_a_time_to_come_back() throws IOException {
        StreamLog<AnswerPart> log = new StreamLog<>();
        assertThat(answer(log, Duration.ofMillis(50)))
                .startsWith("HTTP/1.1 503")
                .contains("\"code\":\"indexing\"", "Retry-After: 10");
    }

    @Test
    void notices_do_not_lengthen_the_wait_for_a_repository() throws Exception {
        StreamLog<AnswerPart> log = new StreamLog<>();
        CountDownLatch answered = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                while (!answered.await(20, TimeUnit.MILLISECONDS)) {
                    log.append(new Notice("indexing", "Still reading."));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(answer(log, Duration.ofMillis(300))).startsWith("HTTP/1.1 503");
        answered.countDown();
    }

    private static String answer(AnswerPart... parts) throws IOException {
        StreamLog<AnswerPart> log = new StreamLog<>();
        List.of(parts).subList(0, parts.length - 1).forEach(log::append);
        log.end(parts[parts.length - 1]);
        return answer(log, LONG);
    }

    private static String answer(StreamLog<AnswerPart> log, Duration indexing) throws IOException {
        try (OneRoute server = new OneRoute(
                LONG, (_, response) -> new PlainAnswer(log.follow(() -> {}), 0, indexing, false).send(response))) {
            return server.answer();
        }
    }
}
