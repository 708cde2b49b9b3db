package io.deepwiki.domain.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a work item is tried again that failed or was put off: full jitter over an exponential back-off.
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

    /** So often an item is put off for a limit of the rate of calls without its job getting on; then the job is paused. */
    public static final int WAITS = 12;

    /** A provider that wants to be left alone for longer is not waited for: the job is paused, since somebody may know better. */
    public static final Duration LONGEST_WAIT = Duration.ofDays(1);

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
        return Optional.of(jitter(failed, random));
    }

    /**
     * The pause before an item is tried again that was put off by a limit of the rate of calls. It counts no try.
     *
     * @param told how long the provider wants to be left alone; it is
     * @param waits how often it was put off by now, 1 or more
     * @param random gives numbers from 0 to 1
     */
    public Duration waitAfter(Optional<Duration> told, int waits, DoubleSupplier random) {
        return told.orElse(base).plus(jitter(waits, random));
    }

    private Duration jitter(int times, DoubleSupplier random) {
        long ceiling = Math.min(cap.toMillis(), base.toMillis() << Math.min(times - 1, 30));
        return Duration.ofMillis((long) (ceiling * random.getAsDouble()));
    }
}
