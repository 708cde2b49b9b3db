package io.deepwiki.domain.jobs;

import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;

/**
 * How many pages of a job are settled; always counted from the pages themselves.
 *
 * @param failed pages that failed for good
 */
public record Progress(int total, int completed, int failed) {
    /** Before there is a plan. */
    public static final Progress NONE = new Progress(0, 0, 0);

    private static final int INDEX_ENDS_AT = 10;
    private static final int PLAN_ENDS_AT = 15;

    public Progress {
        if (total < 0 || completed < 0 || failed < 0 || completed + failed > total) {
            throw new IllegalArgumentException("no such progress: " + completed + " and " + failed + " of " + total);
        }
    }

    public int settled() {
        return completed + failed;
    }

    /** How a job ends whose pages all are settled. */
    public Outcome outcome() {
        if (completed == 0) {
            return Outcome.FAILED;
        }
        return failed == 0 ? Outcome.COMPLETED : Outcome.PARTIALLY_COMPLETED;
    }

    /**
     * Per cent of the whole: 0 to 10 while indexing, 10 to 15 while planning, then 15 to 100 by pages settled. What a run has reached
     * once it keeps, whatever follows from its pages now: see {@link JobEvent#percent}.
     *
     * @return 0 to 100
     */
    public int percent(JobState state) {
        return switch (state) {
            case Waiting _ -> 0;
            case Paused paused -> percent(paused.before());
            case Running(Phase phase) ->
                switch (phase) {
                    case INDEX -> 0;
                    case PLAN -> INDEX_ENDS_AT;
                    case PAGES -> ofPages();
                };
            case Ended(Outcome outcome) ->
                outcome == Outcome.COMPLETED || outcome == Outcome.PARTIALLY_COMPLETED
                        ? 100
                        : total == 0 ? 0 : ofPages();
        };
    }

    private int ofPages() {
        return total == 0 ? PLAN_ENDS_AT : PLAN_ENDS_AT + (100 - PLAN_ENDS_AT) * settled() / total;
    }
}
