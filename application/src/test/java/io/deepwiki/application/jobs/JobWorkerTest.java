package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.RetryPolicy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often an engine claims, and how often it looks around. */
@Timeout(60)
class JobWorkerTest {
    private static final int HINTS = 50;
    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final Semaphore claims = new Semaphore(0);
    private final Semaphore looks = new Semaphore(0);
    private final Workshop shop = new Workshop();
    private final JobWorker worker = worker();

    @BeforeEach
    void start() throws InterruptedException {
        worker.start();
        await(looks);
        claims.drainPermits();
    }

    @AfterEach
    void close() {
        worker.close();
        shop.close();
    }

    @Test
    void it_claims_at_each_hint_and_looks_around_four_times_a_second_at_most() throws InterruptedException {
        long begun = System.nanoTime();
        for (int hint = 0; hint < HINTS; hint++) {
            shop.jobs.wakeUps().workIsReady();
            await(claims);
        }
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        assertThat(looks.availablePermits()).isLessThanOrEqualTo((int) (1 + millis / BETWEEN_LOOKS_MILLIS));
    }

    @Test
    void a_hint_right_after_a_look_is_looked_at_without_another_one() throws InterruptedException {
        shop.jobs.wakeUps().workIsReady();
        await(claims);
        assertThat(looks.tryAcquire(1, TimeUnit.SECONDS))
                .as("not when it looks without a hint, 2 s after the last time")
                .isTrue();
    }

    private JobWorker worker() {
        JobStores all = shop.jobs;
        return new JobWorker(
                new JobStores(
                        all.jobs(),
                        counted(all.queue()),
                        all.events(),
                        all.spends(),
                        all.wakeUps(),
                        all.transactions()),
                shop.making,
                new JobSettings(
                        new Caps(3, 3, Map.of()),
                        2,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(60),
                        RetryPolicy.STANDARD),
                new Stamps(shop.clock, UUID::randomUUID),
                new JobWorker.Outside(
                        new InstanceId(new UUID(0, 1)), Thread.ofVirtual().factory(), () -> 0.0));
    }

    private WorkQueue counted(WorkQueue queue) {
        return (WorkQueue) Proxy.newProxyInstance(
                WorkQueue.class.getClassLoader(), new Class<?>[] {WorkQueue.class}, (_, method, arguments) -> {
                    Object result = method.invoke(queue, arguments);
                    switch (method.getName()) {
                        case "claim" -> claims.release();
                        case "abandoned" -> looks.release();
                        default -> {}
                    }
                    return result;
                });
    }

    private static void await(Semaphore what) throws InterruptedException {
        assertThat(what.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
}
