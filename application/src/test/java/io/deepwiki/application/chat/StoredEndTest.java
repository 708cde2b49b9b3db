package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.StreamLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StoredEndTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Text PIECE = new Text(0, "Yes.");
    private static final Done END = new Done(4, "", "stop");

    private final StreamLog<AnswerPart> log = new StreamLog<>();
    private final CountDownLatch stored = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    @Test
    void the_last_part_waits_until_the_end_is_stored_and_nothing_else_does() throws InterruptedException {
        log.append(PIECE);
        log.end(END);
        try (Feed<AnswerPart> reader = reader(LONG)) {
            assertThat(reader.next(Duration.ZERO)).contains(PIECE);
            assertThat(reader.next(Duration.ofMillis(5))).isEmpty();
            assertThat(reader.ended()).isFalse();
            stored.countDown();
            assertThat(reader.next(Duration.ZERO)).contains(END);
            assertThat(reader.ended()).isTrue();
            assertThat(reader.next(LONG)).isEmpty();
        }
        assertThat(left.getCount()).isZero();
    }

    @Test
    void an_end_that_cannot_be_stored_is_told_all_the_same() throws InterruptedException {
        log.end(END);
        try (Feed<AnswerPart> reader = reader(Duration.ofMillis(5))) {
            assertThat(reader.next(LONG)).contains(END);
            assertThat(reader.ended()).isTrue();
        }
    }

    private Feed<AnswerPart> reader(Duration longest) {
        return new StoredEnd(log.follow(left::countDown), stored, longest);
    }
}
