package io.deepwiki.application.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.domain.repository.Commit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FromOffsetTest {
    private static final String[] CHARACTERS = {"a", "ü", "字", "🚀", "\n"};

    private final StreamLog<AnswerPart> log = new StreamLog<>();

    /** 2,000 texts in pieces of every length, read on from every byte: nothing is lost and nothing comes twice. */
    @Test
    void what_is_read_on_is_what_was_missing() throws Exception {
        Random random = new Random(4);
        for (int round = 0; round < 2_000; round++) {
            StreamLog<AnswerPart> answer = new StreamLog<>();
            StringBuilder text = new StringBuilder();
            long bytes = 0;
            for (int piece = random.nextInt(6); piece >= 0; piece--) {
                StringBuilder next = new StringBuilder();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    next.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
                }
                answer.append(new Text(bytes, next.toString()));
                text.append(next);
                bytes += Utf8.length(next.toString());
            }
            answer.end(new Done(bytes, "", "stop"));
            byte[] whole = text.toString().getBytes(UTF_8);
            assertThat(whole).hasSize((int) bytes);
            int offset = random.nextInt(whole.length + 1);
            assertThat(readOn(answer, offset)).isEqualTo(Arrays.copyOfRange(whole, offset, whole.length));
        }
    }

    /** As a reader does who has the bytes before: those of a character that was cut are left out. */
    private static byte[] readOn(StreamLog<AnswerPart> answer, int offset) throws InterruptedException {
        StringBuilder rest = new StringBuilder();
        long from = -1;
        try (Feed<AnswerPart> feed = new FromOffset(answer.follow(() -> {}), offset)) {
            while (!feed.ended()) {
                Optional<AnswerPart> part = feed.next(Duration.ZERO);
                if (part.isPresent() && part.get() instanceof Text(long at, String piece)) {
                    from = from < 0 ? at : from;
                    rest.append(piece);
                }
            }
        }
        byte[] bytes = rest.toString().getBytes(UTF_8);
        return from < 0 ? bytes : Arrays.copyOfRange(bytes, (int) (offset - from), bytes.length);
    }

    @Test
    void what_stands_before_is_left_out_and_what_stands_behind_is_not() throws Exception {
        Opened opened = new Opened(new Commit("c".repeat(40)));
        log.append(new Notice("early", ""));
        log.append(opened);
        log.append(new Text(0, "abc"));
        log.append(new Notice("late", ""));
        log.end(new Done(3, "", "stop"));
        Feed<AnswerPart> feed = new FromOffset(log.follow(() -> {}), 3);
        assertThat(feed.next(Duration.ZERO)).as("what follows is about it").contains(opened);
        assertThat(List.of(
                        feed.next(Duration.ZERO).orElseThrow(),
                        feed.next(Duration.ZERO).orElseThrow()))
                .containsExactly(new Notice("late", ""), new Done(3, "", "stop"));
        assertThat(feed.ended()).isTrue();
    }

    @Test
    void a_failure_is_told_to_who_has_read_more_than_was_kept() throws Exception {
        Failed failed = new Failed(new Failure.Gone("It broke off."), 3, "");
        log.append(new Text(0, "abc"));
        log.end(failed);
        assertThat(new FromOffset(log.follow(() -> {}), 9).next(Duration.ZERO)).contains(failed);
    }

    @Test
    void a_place_behind_the_end_is_told_when_the_end_is_known() throws Exception {
        log.append(new Text(0, "abc"));
        Feed<AnswerPart> feed = new FromOffset(log.follow(() -> {}), 4);
        assertThat(feed.next(Duration.ZERO)).isEmpty();
        log.end(new Done(3, "", "stop"));
        assertThatThrownBy(() -> feed.next(Duration.ZERO)).isInstanceOf(FailureException.class);
    }
}
