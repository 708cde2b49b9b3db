package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobStore.JobStatus;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.Phase;
import java.util.Locale;

/** What people call the states of a job. */
public final class JobWords {
    private JobWords() {}

    /** What they filter by. */
    public static JobStatus status(JobState state) {
        return switch (state) {
            case Waiting _ -> JobStatus.PENDING;
            case Running(Phase phase) ->
                switch (phase) {
                    case INDEX -> JobStatus.PREPARING_EMBEDDINGS;
                    case PLAN -> JobStatus.GENERATING_STRUCTURE;
                    case PAGES -> JobStatus.GENERATING_PAGES;
                };
            case Paused _ -> JobStatus.PAUSED;
            case Ended(Outcome outcome) ->
                switch (outcome) {
                    case COMPLETED -> JobStatus.COMPLETED;
                    case PARTIALLY_COMPLETED -> JobStatus.PARTIALLY_COMPLETED;
                    case FAILED -> JobStatus.FAILED;
                    case CANCELLED -> JobStatus.CANCELLED;
                };
        };
    }

    /** The word for the state, as in {@code generating_pages}. */
    public static String word(JobState state) {
        return word(status(state));
    }

    static String word(JobStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
