package io.deepwiki.application.jobs;

import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.RetryPolicy;
import java.time.Duration;
import java.util.Map;

/**
 * How the job engine works.
 *
 * @param caps how much is in hand at once, by all instances together
 * @param workers work items that this instance holds at once, 1 to 256
 * @param lease how long an instance may be silent before its work is given to another, 1 s or more
 * @param pauseGrace how long what was begun may go on when its job is paused, before it is handed back
 */
public record JobSettings(Caps caps, int workers, Duration lease, Duration pauseGrace, RetryPolicy retries) {
    /** Three pages of a job at once, sixteen calls of a provider, eight items in all, a lease of 15 s, a minute to end what was begun. */
    public static final JobSettings STANDARD = new JobSettings(
            new Caps(3, 16, Map.of()), 8, Duration.ofSeconds(15), Duration.ofSeconds(60), RetryPolicy.STANDARD);

    public JobSettings {
        if (workers < 1 || workers > 256) {
            throw new IllegalArgumentException("an instance holds 1 to 256 work items");
        }
        if (pauseGrace.isNegative()) {
            throw new IllegalArgumentException("a time to end what was begun is not negative");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("the lease is 1 s or more");
        }
    }

    /** How often leases are renewed: five times before they run out. */
    public Duration heartbeat() {
        return lease.dividedBy(5);
    }
}
