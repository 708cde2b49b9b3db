package io.deepwiki.adapters.http.web;

import io.deepwiki.adapters.http.web.Visitors.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often the code may be guessed: each visitor has five tries a minute. Once all together have had fifty, each has one: many addresses
 * guess slowly, and keep nobody out. Browsers that have shown the code before count for themselves alone. What is right does not count.
 */
final class Attempts {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EACH = 5;
    private static final int EACH_OF_MANY = 1;
    private static final int ALL = 50;

    /** Addresses that are remembered within a minute; in so large an attack no other one has a try. */
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<Visitor, Integer> counts = new HashMap<>();
    private Instant begun = Instant.MIN;
    private int all;

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts an attempt before it is looked at, so that many at once are counted too; how long to wait if it is one too many. */
    synchronized Optional<Duration> begin(Visitor visitor) {
        Instant now = clock.instant();
        if (!now.isBefore(begun.plus(WINDOW)) || now.isBefore(begun)) {
            counts.clear();
            all = 0;
            begun = now;
        }
        int count = counts.getOrDefault(visitor, 0);
        if (count >= most(visitor)) {
            return Optional.of(Duration.between(now, begun.plus(WINDOW)));
        }
        counts.put(visitor, count + 1);
        if (!visitor.known()) {
            all++;
        }
        return Optional.empty();
    }

    private int most(Visitor visitor) {
        if (visitor.known() || all < ALL) {
            return EACH;
        }
        return counts.size() < MOST || counts.containsKey(visitor) ? EACH_OF_MANY : 0;
    }

    /** The attempt was right. */
    synchronized void forgive(Visitor visitor) {
        if (counts.containsKey(visitor)) {
            counts.computeIfPresent(visitor, (_, count) -> count > 1 ? count - 1 : null);
            if (!visitor.known()) {
                all--;
            }
        }
    }
}
