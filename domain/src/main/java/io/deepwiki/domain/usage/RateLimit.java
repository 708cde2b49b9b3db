package io.deepwiki.domain.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much one key may ask for.
 *
 * @param streams answers at the same time, 1 or more
 * @param requests questions within any minute, 1 or more
 */
public record RateLimit(int streams, int requests) {
    /** What {@link #requests} are counted over. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** An answer takes seconds: one of those that run is likely to end within this. */
    private static final Duration SOON = Duration.ofSeconds(5);

    public RateLimit {
        if (streams < 1 || requests < 1) {
            throw new IllegalArgumentException("a limit lets something through");
        }
    }

    /** How long to wait before one more is let through; empty: it may begin now. */
    public Optional<Duration> wait(StreamLoad load, Instant now) {
        if (load.begun() >= requests) {
            Duration left = Duration.between(now, load.oldest().orElse(now).plus(WINDOW));
            return Optional.of(left.isPositive() ? left : Duration.ofSeconds(1));
        }
        return load.running() >= streams ? Optional.of(SOON) : Optional.empty();
    }
}
