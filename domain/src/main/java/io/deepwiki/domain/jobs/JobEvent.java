package io.deepwiki.domain.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a job's history: what changed, and how the job stood right after.
 *
 * @param seq from 1 by 1 within the job
 * @param message what happened, in a sentence for people
 * @param page the page that it is about
 * @param error why something failed; empty if nothing did
 */
public record JobEvent(
        JobId job,
        long seq,
        int run,
        Instant at,
        JobState state,
        Progress progress,
        String message,
        Optional<PageChange> page,
        String error) {
    /** A page and what it became. */
    public record PageChange(String slug, String title, PageStatus status) {}

    public int percent() {
        return progress.percent(state);
    }
}
