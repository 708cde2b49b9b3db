package io.deepwiki.settings;

import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param pageConcurrency pages written at once by this instance
 * @param lease how long work stays with an instance that gives no sign of life
 * @param attemptsPerPage attempts at a page before it is given up
 */
public record JobSettings(int pageConcurrency, Duration lease, int attemptsPerPage) {
    public JobSettings {
        new Checks()
                .range(SettingKey.JOBS_PAGE_CONCURRENCY, pageConcurrency, 1, 64)
                .range(SettingKey.JOBS_LEASE, lease, Duration.ofSeconds(1), Duration.ofMinutes(10))
                .range(SettingKey.JOBS_ATTEMPTS_PER_PAGE, attemptsPerPage, 1, 20)
                .done();
    }

    /** How often an instance says that it lives. */
    public Duration heartbeat() {
        return lease.dividedBy(5);
    }
}
