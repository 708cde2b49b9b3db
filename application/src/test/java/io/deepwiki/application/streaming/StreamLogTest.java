package io.deepwiki.application.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
            Thread writer = after(2, () -> log.append("a"));
            assertThat(reader.next(LONG)).contains("a");
            assertThat(reader.next(SHORT)).isEmpty();
            writer.join();
        }
    }

    @Test
    void a_long_patience_after_a_short_one_outlives_it() throws InterruptedException {
        try (Feed<String> reader = log.follow(() -> {})) {
            Thread first = after(2, () -> log.append("a"));
            assertThat(reader.next(SHORT.multipliedBy(4))).contains("a");
            first.join();
            Thread second = after(6, () -> log.append("b"));
            assertThat(reader.next(LONG)).contains("b");
            second.join();
        }
    }

    /** Does it when so many short patiences are over. */
    private static Thread after(int patiences, Runnable work) {
        return Thread.ofVirtual().start(() -> {
            try {
                if (!new CountDownLatch(1).await(patiences * SHORT.toMillis(), TimeUnit.MILLISECONDS)) {
                    work.run();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
