package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.application.jobs.port.WikiJobs.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.WakeUps;
import io.deepwiki.application.jobs.port.WakeUps.Subscription;
import io.deepwiki.application.jobs.port.WakeUpsContract;
import io.deepwiki.domain.instance.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgWakeUpsTest extends WakeUpsContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    private final PgWakeUps here = new PgWakeUps(DATABASE.database(), new InstanceId(new UUID(1, 1)));
    private final PgWakeUps there = new PgWakeUps(DATABASE.database(), new InstanceId(new UUID(1, 2)));

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Override
    protected WakeUps wakeUps() {
        return here;
    }

    /** Hints that are sent before the other side listens are lost, as they may be: so they are sent until one arrives. */
    private static void untilHeard(Semaphore heard, Runnable hint) throws InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            hint.run();
            if (heard.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        throw new AssertionError("no hint arrived");
    }

    @Test
    void another_instance_hears_of_work_and_of_jobs() throws InterruptedException {
        Semaphore work = new Semaphore(0);
        Semaphore job = new Semaphore(0);
        try (Subscription _ = there.onWork(work::release);
                Subscription _ = there.onJob(id(1), job::release)) {
            untilHeard(work, here::workIsReady);
            untilHeard(job, () -> here.jobChanged(id(1)));
        }
    }

    @Test
    void a_hint_reaches_another_instance_at_once_also_after_silence() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        try (Subscription _ = there.onJob(id(1), heard::release)) {
            untilHeard(heard, () -> here.jobChanged(id(1)));
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                assertThat(heard.tryAcquire(60, TimeUnit.MILLISECONDS)).isFalse();
                long begun = System.nanoTime();
                here.jobChanged(id(1));
                assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            }
            assertThat(millis.stream().sorted().limit(5)).allMatch(each -> each < 40);
        }
    }

    @Test
    void more_hints_than_one_message_holds_arrive_all() throws InterruptedException {
        Semaphore ready = new Semaphore(0);
        Semaphore last = new Semaphore(0);
        try (Subscription _ = there.onWork(ready::release);
                Subscription _ = there.onJob(id(999), last::release)) {
            untilHeard(ready, here::workIsReady);
            IntStream.range(0, 1000).forEach(number -> here.jobChanged(id(number)));
            assertThat(last.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void after_a_lost_connection_everybody_looks_and_hints_arrive_again() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        try (Subscription _ = there.onJob(id(1), heard::release)) {
            untilHeard(heard, () -> here.jobChanged(id(1)));
            DATABASE.dsl()
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and query like 'listen %'");
            heard.drainPermits();
            untilHeard(heard, () -> here.jobChanged(id(1)));
        }
    }
}
