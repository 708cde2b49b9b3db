package io.deepwiki.domain.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a failed work item is tried again: full jitter over an exponential back-off.
 *
 * @param attempts how many tries there are in all, 1 or more
 * @param base the ceiling of the first pause
 * @param cap the ceiling of every pause
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {
    /** Three tries, 2 s doubled up to 5 min. */
    public static final RetryPolicy STANDARD = new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofMinutes(5));

    /** After this many crashes of its process an item is given up. */
    public static final int CRASHES = 3;

    /**
     * The pause before the next try.
     *
     * @param failed how often it has failed by now, 1 or more
     * @param random gives numbers from 0 to 1
     * @return empty when it was the last try
     */
    public Optional<Duration> pauseAfter(int failed, DoubleSupplier random) {
        if (failed >= attempts) {
            return Optional.empty();
        }
        long ceiling = Math.min(cap.toMillis(), base.toMillis() << Math.min(failed - 1, 30));
        return Optional.of(Duration.ofMillis((long) (ceiling * random.getAsDouble())));
    }
}
