package io.deepwiki.application.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.concurrency.Recurring.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecurringTest {
    @Test
    void every_task_is_done_again_whatever_goes_wrong_and_never_after_the_end() throws Exception {
        CountDownLatch good = new CountDownLatch(3);
        CountDownLatch bad = new CountDownLatch(3);
        AtomicInteger times = new AtomicInteger();
        Recurring recurring = Recurring.start(
                Thread.ofVirtual().factory(),
                new Task("good", Duration.ofMillis(1), () -> {
                    times.incrementAndGet();
                    good.countDown();
                }),
                new Task("bad", Duration.ofMillis(2), () -> {
                    bad.countDown();
                    throw new IllegalStateException("as planned");
                }));
        good.await();
        bad.await();
        recurring.close();
        int done = times.get();
        recurring.close();
        assertThat(times).hasValue(done);
    }

    @Test
    void what_is_wanted_soon_does_not_wait_for_the_end_of_a_long_pause() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Recurring recurring =
                Recurring.start(Thread.ofVirtual().factory(), new Task("rare", Duration.ofHours(1), done::countDown))) {
            recurring.soon();
            done.await();
        }
    }

    @Test
    void a_long_pause_does_not_hold_up_the_end() {
        AtomicInteger times = new AtomicInteger();
        Recurring recurring = Recurring.start(
                Thread.ofVirtual().factory(), new Task("rare", Duration.ofHours(1), times::incrementAndGet));
        recurring.close();
        assertThat(times).hasValue(0);
    }
}
