package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.WIKI_JOB;

import io.deepwiki.application.jobs.port.JobStore.JobStatus;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;

/** The state of a job as one word in a column. */
final class JobStates {
    private static final String WAITING = "waiting";

    /** The words of jobs that are not over; the index on open jobs lists the same. */
    static final List<String> OPEN = List.of(WAITING, word(Phase.INDEX), word(Phase.PLAN), word(Phase.PAGES));

    /** The words of jobs that wait or run. */
    static final List<String> AT_WORK = List.of(WAITING, word(Phase.INDEX), word(Phase.PLAN), word(Phase.PAGES));

    /** Whether the job is over. */
    static Condition isOver() {
        return WIKI_JOB.STATE.in(
                Arrays.stream(Outcome.values()).map(JobStates::word).toList());
    }

    private JobStates() {}

    static String word(JobState state) {
        return switch (state) {
            case Waiting _ -> WAITING;
            case Running(Phase phase) -> word(phase);
            case Ended(Outcome outcome) -> word(outcome);
        };
    }

    static JobState state(String word) {
        if (word.equals(WAITING)) {
            return new Waiting();
        }
        String name = word.toUpperCase(Locale.ROOT);
        return OPEN.contains(word) ? new Running(Phase.valueOf(name)) : new Ended(Outcome.valueOf(name));
    }

    static String word(JobStatus status) {
        return switch (status) {
            case PENDING -> WAITING;
            case PREPARING_EMBEDDINGS -> word(Phase.INDEX);
            case GENERATING_STRUCTURE -> word(Phase.PLAN);
            case GENERATING_PAGES -> word(Phase.PAGES);
            case COMPLETED -> word(Outcome.COMPLETED);
            case PARTIALLY_COMPLETED -> word(Outcome.PARTIALLY_COMPLETED);
            case FAILED -> word(Outcome.FAILED);
            case CANCELLED -> word(Outcome.CANCELLED);
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
