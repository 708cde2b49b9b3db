package io.deepwiki.application.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AlarmTest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Alarm alarm = new Alarm(this::ring);

    private void ring() {
        lock.lock();
        try {
            rung.signal();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void whoever_sets_it_and_then_waits_is_woken_even_if_it_is_due_at_once() throws Exception {
        int woken = 0;
        for (int i = 0; i < 20_000; i++) {
            lock.lock();
            try {
                alarm.ringBy(System.nanoTime() + i % 3);
                rung.await();
                woken++;
            } finally {
                lock.unlock();
            }
        }
        assertThat(woken).isEqualTo(20_000);
    }
}
