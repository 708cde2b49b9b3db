package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what must come, and no longer than it may take. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK = 5_000_000;

    private Await() {}

    /** Whether something is so. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void that(String what, Condition condition) throws Exception {
        that(what, PATIENCE, condition);
    }

    static void that(String what, Duration patience, Condition condition) throws Exception {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            LockSupport.parkNanos(LOOK);
        }
    }
}
