package io.deepwiki.domain.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a job's history: what happened, and how the job stood right after.
 *
 * @param seq from 1 by 1 within the job, over all its runs
 * @param percent of the whole job, 0 to 100; it never falls within a run
 * @param tokens what the job had read and spent by then, in all its runs
 */
public record JobEvent(
        JobId job,
        long seq,
        int run,
        Instant at,
        JobState state,
        Progress progress,
        int percent,
        Happening what,
        TokenSummary tokens) {
    /**
     * What happened.
     *
     * @param message in a sentence for people
     * @param page the page that it is about
     * @param error why something failed; empty if nothing did
     */
    public record Happening(String message, Optional<PageChange> page, String error) {
        /** Something about the job as a whole. */
        public static Happening of(String message) {
            return new Happening(message, Optional.empty(), "");
        }

        /** Something about one page. */
        public static Happening ofPage(String message, JobPage page) {
            PageChange change = new PageChange(
                    page.plan().slug(), page.plan().title(), page.state().status());
            return new Happening(message, Optional.of(change), page.state().lastError());
        }
    }

    /** A page and what it became. */
    public record PageChange(String slug, String title, PageStatus status) {}

    /**
     * How far a job is that stands so now.
     *
     * @param reached how far it was before in the same run, 0 at its beginning
     */
    public static int percent(int reached, Progress progress, JobState state) {
        return Math.max(reached, progress.percent(state));
    }
}
