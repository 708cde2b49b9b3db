package io.deepwiki.domain.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a job's history: what happened, and how the job stood right after.
 *
 * @param seq from 1 by 1 within the job, over all its runs
 */
public record JobEvent(JobId job, long seq, int run, Instant at, JobState state, Progress progress, Happening what) {
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

    /** Per cent of the whole job, 0 to 100. */
    public int percent() {
        return progress.percent(state);
    }
}
