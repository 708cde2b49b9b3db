package io.deepwiki.domain.jobs;

import io.deepwiki.domain.jobs.JobState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast the pages of a job's present run are settled, read from its history line by line. Only time in which pages are written counts: a
 * pause does not slow a job down.
 *
 * @param run whose pages are counted
 * @param seen when the last line was written; empty before the first
 * @param writing whether pages are written since then
 * @param written how long pages have been written in this run
 * @param settled how many pages were settled in that time
 * @param settledAfter how much of that time had passed when the last of them was
 * @param progress of the whole job
 */
public record Pace(
        int run,
        Optional<Instant> seen,
        boolean writing,
        Duration written,
        int settled,
        Duration settledAfter,
        Progress progress) {
    /** Before the first line. */
    public static final Pace UNKNOWN =
            new Pace(0, Optional.empty(), false, Duration.ZERO, 0, Duration.ZERO, Progress.NONE);

    /** Fewer pages tell nothing. */
    private static final int FEWEST = 3;

    /** The pace after one more line, the next by its number. */
    public Pace after(JobEvent line) {
        boolean writes = line.state() instanceof Running(Phase phase) && phase == Phase.PAGES;
        if (line.run() != run) {
            return new Pace(
                    line.run(), Optional.of(line.at()), writes, Duration.ZERO, 0, Duration.ZERO, line.progress());
        }
        Duration now = written.plus(since(line.at()));
        // what is settled in the moment in which writing begins was taken over from an older wiki
        int more = writing ? Math.max(0, line.progress().settled() - progress.settled()) : 0;
        return new Pace(
                run,
                Optional.of(line.at()),
                writes,
                now,
                settled + more,
                more > 0 ? now : settledAfter,
                line.progress());
    }

    /** Clocks of instances differ: time never goes back here. */
    private Duration since(Instant now) {
        return seen.filter(last -> writing && last.isBefore(now))
                .map(last -> Duration.between(last, now))
                .orElse(Duration.ZERO);
    }

    /**
     * How long the rest will take, if it goes on like this. The range narrows with the pages that are settled, as the mean of so many times
     * does; what takes longer than it should is expected to take as long again.
     *
     * @return empty while no pages are written, and before three were settled
     */
    public Optional<TimeLeft> left(Instant now) {
        if (!writing || settled < FEWEST) {
            return Optional.empty();
        }
        int pages = progress.total() - progress.settled();
        if (pages == 0) {
            return Optional.of(new TimeLeft(Duration.ZERO, Duration.ZERO));
        }
        Duration waited = written.plus(since(now)).minus(settledAfter);
        Duration perPage = settledAfter.dividedBy(settled);
        double doubt = 1 + 1 / Math.sqrt(settled);
        Duration least = times(perPage, pages / doubt).minus(waited);
        Duration most = times(perPage, pages * doubt).minus(waited);
        Duration atLeast = least.isNegative() ? Duration.ZERO : least;
        return Optional.of(new TimeLeft(atLeast, longest(longest(most, perPage), longest(waited, atLeast))));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
