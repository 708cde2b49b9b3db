package io.deepwiki.settings;

import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param pageConcurrency pages of one job that are written at once, by all instances together
 * @param lease how long work stays with an instance that gives no sign of life
 * @param workers pieces of work that an instance has in hand at once
 * @param pauseGrace how long what was begun may go on when its job is paused
 */
public record JobSettings(int pageConcurrency, Duration lease, int workers, Duration pauseGrace, Limits limits) {
    private static final int LONGEST_DAYS = 36_500;

    public JobSettings {
        new Checks()
                .range(SettingKey.JOBS_PAGE_CONCURRENCY, pageConcurrency, 1, 64)
                .range(SettingKey.JOBS_LEASE, lease, Duration.ofSeconds(1), Duration.ofMinutes(10))
                .range(SettingKey.JOBS_WORKERS, workers, 1, 256)
                .range(SettingKey.JOBS_PAUSE_GRACE, pauseGrace, Duration.ZERO, Duration.ofHours(1))
                .done();
    }

    /**
     * How much there may be of jobs.
     *
     * @param providers how much each provider of models is asked for at once
     * @param queue jobs that may wait or run
     * @param keepDays days after its end that a job is kept; 0: for ever
     * @param keepEventsDays the same of its history
     */
    public record Limits(ProviderCaps providers, int queue, int keepDays, int keepEventsDays) {
        public Limits {
            new Checks()
                    .range(SettingKey.JOBS_QUEUE_LIMIT, queue, 1, 100_000)
                    .range(SettingKey.JOBS_KEEP_DAYS, keepDays, 0, LONGEST_DAYS)
                    .range(SettingKey.JOBS_KEEP_EVENTS_DAYS, keepEventsDays, 0, LONGEST_DAYS)
                    .done();
        }
    }
}
