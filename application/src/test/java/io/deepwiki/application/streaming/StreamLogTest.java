package io.deepwiki.application.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamLogTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final StreamLog<String> log = new StreamLog<>();

    @Test
    void every_reader_gets_all_elements_in_order_and_knows_the_end() throws InterruptedException {
        try (Feed<String> early = log.follow(() -> {})) {
            log.append("a");
            log.end("b");
            try (Feed<String> late = log.follow(() -> {})) {
                for (Feed<String> reader : List.of(early, late)) {
                    assertThat(reader.next(LONG)).contains("a");
                    assertThat(reader.ended()).isFalse();
                    assertThat(reader.next(LONG)).contains("b");
                    assertThat(reader.ended()).isTrue();
                    assertThat(reader.next(LONG)).isEmpty();
                }
            }
        }
        assertThatThrownBy(() -> log.append("c")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_waits_in_vain_is_told_so_when_the_patience_is_over_each_time() throws InterruptedException {
        try (Feed<String> reader = log.follow(() -> {})) {
            assertThat(reader.next(SHORT)).isEmpty();
            assertThat(reader.next(SHORT)).isEmpty();
            assertThat(reader.ended()).isFalse();
        }
    }

    @Test
    void a_short_patience_after_a_long_one_is_over_in_its_own_time() throws InterruptedException {
        try (Feed<String> reader = log.follow(() -> {})) {
            Thread writer = onceWaitedFor(log, "a");
            assertThat(reader.next(LONG)).contains("a");
            assertThat(reader.next(SHORT)).isEmpty();
            writer.join();
        }
    }

    @Test
    void a_long_patience_after_a_short_one_outlives_it() throws InterruptedException {
        while (!outlivesAShortOne()) {
            Thread.onSpinWait(); // the writer was late for the short one: once more
        }
    }

    /** False if the short patience was over before its element came. */
    private static boolean outlivesAShortOne() throws InterruptedException {
        StreamLog<String> log = new StreamLog<>();
        try (Feed<String> reader = log.follow(() -> {})) {
            Thread writer = onceWaitedFor(log, "a");
            boolean inTime = reader.next(SHORT).isPresent();
            writer.join();
            if (inTime) {
                Executor later = CompletableFuture.delayedExecutor(2 * SHORT.toMillis(), TimeUnit.MILLISECONDS);
                later.execute(() -> log.append("b"));
                assertThat(reader.next(LONG)).contains("b");
            }
            return inTime;
        }
    }

    /** Appends when this thread waits. */
    private static Thread onceWaitedFor(StreamLog<String> log, String element) {
        Thread reader = Thread.currentThread();
        return Thread.ofVirtual().start(() -> {
            while (reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            log.append(element);
        });
    }
}
