package io.deepwiki.adapters.http.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How often the code may be guessed: five times a minute from an address, fifty times a minute from all together. What is right does not count. */
final class Attempts {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EACH = 5;
    private static final int ALL = 50;

    private final InstantSource clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant begun = Instant.MIN;
    private int all;

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts an attempt before it is looked at, so that many at once are counted too; how long to wait if it is one too many. */
    synchronized Optional<Duration> begin(String address) {
        Instant now = clock.instant();
        if (!now.isBefore(begun.plus(WINDOW)) || now.isBefore(begun)) {
            counts.clear();
            all = 0;
            begun = now;
        }
        int count = counts.getOrDefault(address, 0);
        if (count >= EACH || all >= ALL) {
            return Optional.of(Duration.between(now, begun.plus(WINDOW)));
        }
        counts.put(address, count + 1);
        all++;
        return Optional.empty();
    }

    /** The attempt was right. */
    synchronized void forgive(String address) {
        if (counts.containsKey(address)) {
            counts.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
            all--;
        }
    }
}
