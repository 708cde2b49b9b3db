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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The leases of an engine are renewed whatever else its machine does. */
@Timeout(60)
class HeartbeatTest {
    private static final Duration LEASE = Duration.ofSeconds(1);

    private final Semaphore beats = new Semaphore(0);
    private final AtomicBoolean computing = new AtomicBoolean(true);
    private final Workshop shop = new Workshop();
    private final JobWorker worker = worker();

    @BeforeEach
    void start() throws InterruptedException {
        worker.start();
        await(1);
    }

    @AfterEach
    void close() {
        computing.set(false);
        worker.close();
        shop.close();
    }

    @Test
    void it_beats_while_no_virtual_thread_gets_a_processor() throws InterruptedException {
        takeAllProcessors();
        // At the first hint it may stand before whoever claims; from then on it stays behind him.
        for (int hint = 0; hint < 3; hint++) {
            shop.jobs.wakeUps().workIsReady();
            await(2);
        }
    }

    private void takeAllProcessors() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        Semaphore taken = new Semaphore(0);
        for (int i = 0; i < processors; i++) {
            Thread.startVirtualThread(() -> {
                taken.release();
                while (computing.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        assertThat(taken.tryAcquire(processors, 20, TimeUnit.SECONDS)).isTrue();
    }

    private void await(int more) throws InterruptedException {
        beats.drainPermits();
        assertThat(beats.tryAcquire(more, 10, TimeUnit.SECONDS)).isTrue();
    }

    private JobWorker worker() {
        JobStores all = shop.jobs;
        return new JobWorker(
                new JobStores(
                        all.jobs(), heard(all.queue()), all.events(), all.spends(), all.wakeUps(), all.transactions()),
                shop.making,
                new JobSettings(new Caps(3, 3, Map.of()), 2, LEASE, Duration.ofSeconds(60), RetryPolicy.STANDARD),
                new Stamps(shop.clock, UUID::randomUUID),
                new JobWorker.Outside(
                        new InstanceId(new UUID(0, 1)), Thread.ofVirtual().factory(), () -> 0.0));
    }

    private WorkQueue heard(WorkQueue queue) {
        return (WorkQueue) Proxy.newProxyInstance(
                WorkQueue.class.getClassLoader(), new Class<?>[] {WorkQueue.class}, (_, method, arguments) -> {
                    Object result = method.invoke(queue, arguments);
                    if (method.getName().equals("renew")) {
                        beats.release();
                    }
                    return result;
                });
    }
}
