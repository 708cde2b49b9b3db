package io.deepwiki.application.research;

import io.deepwiki.application.concurrency.Pause;
import io.deepwiki.application.failure.FailureException;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for a database that is away: nobody waits for a research, and its stages have cost something. */
final class DatabasePatience {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private DatabasePatience() {}

    /** Does it again until the database answers, which it asks before anything else. */
    static <T> T with(Supplier<T> work) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return work.get();
            } catch (FailureException e) {
                if (!e.databaseAway() || System.nanoTime() - begin > LONGEST.toNanos()) {
                    throw e;
                }
                Pause.of(LOOK);
            }
        }
    }
}
