package io.deepwiki.application.jobs.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.port.WakeUps.Subscription;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link WakeUps} promises within one instance. */
public abstract class WakeUpsContract {
    protected abstract WakeUps wakeUps();

    @Test
    void whoever_waits_for_work_hears_that_there_is_some() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        try (Subscription _ = wakeUps().onWork(heard::release)) {
            wakeUps().workIsReady();
            assertHeard(heard);
        }
    }

    @Test
    void a_watcher_hears_of_its_own_job_only() throws InterruptedException {
        Semaphore mine = new Semaphore(0);
        Semaphore other = new Semaphore(0);
        try (Subscription _ = wakeUps().onJob(WikiJobs.id(1), mine::release);
                Subscription _ = wakeUps().onJob(WikiJobs.id(2), other::release)) {
            wakeUps().jobChanged(WikiJobs.id(1));
            assertHeard(mine);
            assertThat(other.availablePermits()).isZero();
        }
    }

    @Test
    void all_watchers_of_a_job_hear_of_it() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        try (Subscription _ = wakeUps().onJob(WikiJobs.id(1), heard::release);
                Subscription _ = wakeUps().onJob(WikiJobs.id(1), heard::release)) {
            wakeUps().jobChanged(WikiJobs.id(1));
            assertHeard(heard);
            assertHeard(heard);
        }
    }

    @Test
    void whoever_has_left_is_not_called_any_more() throws InterruptedException {
        Semaphore left = new Semaphore(0);
        Semaphore stayed = new Semaphore(0);
        Subscription leaving = wakeUps().onJob(WikiJobs.id(1), left::release);
        try (Subscription _ = wakeUps().onJob(WikiJobs.id(1), stayed::release)) {
            leaving.close();
            leaving.close();
            wakeUps().jobChanged(WikiJobs.id(1));
            assertHeard(stayed);
            assertThat(left.availablePermits()).isZero();
        }
    }

    @Test
    void a_listener_that_throws_keeps_nobody_else_from_hearing() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        try (Subscription _ = wakeUps().onWork(() -> {
                    throw new UnsupportedOperationException("thrown on purpose");
                });
                Subscription _ = wakeUps().onWork(heard::release)) {
            wakeUps().workIsReady();
            assertHeard(heard);
        }
    }

    private static void assertHeard(Semaphore heard) throws InterruptedException {
        assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }
}
