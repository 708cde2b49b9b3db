package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.WIKI_JOB;

import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.application.jobs.port.JobStore.JobStatus;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.JobState.Active;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The state of a job in columns: a word, and for a paused one where it goes on, and why it was paused. */
final class JobStates {
    private static final String WAITING = "waiting";
    private static final String PAUSED = "paused";

    /** The words of jobs that wait or run. */
    static final List<String> AT_WORK = List.of(WAITING, word(Phase.INDEX), word(Phase.PLAN), word(Phase.PAGES));

    /** Whether the job is over. */
    static Condition isOver() {
        return WIKI_JOB.STATE.in(
                Arrays.stream(Outcome.values()).map(JobStates::word).toList());
    }

    private JobStates() {}

    /** Whether a job is not over; the index on open jobs lists the same words. */
    static Condition open(Field<String> state) {
        return state.in(AT_WORK).or(state.eq(PAUSED));
    }

    static String word(JobState state) {
        return switch (state) {
            case Active active -> word(active);
            case Paused _ -> PAUSED;
            case Ended(Outcome outcome) -> word(outcome);
        };
    }

    /** Where a paused job goes on; null if it is not paused. */
    static @Nullable String pausedIn(JobState state) {
        return state instanceof Paused paused ? word(paused.before()) : null;
    }

    /** Why it is paused; null if it is not. */
    static @Nullable String pauseReason(JobState state) {
        return state instanceof Paused paused ? Text.storable(paused.why()) : null;
    }

    static JobState state(String word, @Nullable String pausedIn, @Nullable String pauseReason) {
        if (word.equals(PAUSED)) {
            return new Paused(active(Objects.requireNonNull(pausedIn)), Objects.requireNonNull(pauseReason));
        }
        return AT_WORK.contains(word) ? active(word) : new Ended(Outcome.valueOf(constant(word)));
    }

    static String word(JobStatus status) {
        return switch (status) {
            case PENDING -> WAITING;
            case PREPARING_EMBEDDINGS -> word(Phase.INDEX);
            case GENERATING_STRUCTURE -> word(Phase.PLAN);
            case GENERATING_PAGES -> word(Phase.PAGES);
            case PAUSED -> PAUSED;
            case COMPLETED -> word(Outcome.COMPLETED);
            case PARTIALLY_COMPLETED -> word(Outcome.PARTIALLY_COMPLETED);
            case FAILED -> word(Outcome.FAILED);
            case CANCELLED -> word(Outcome.CANCELLED);
        };
    }

    private static Active active(String word) {
        return word.equals(WAITING) ? new Waiting() : new Running(Phase.valueOf(constant(word)));
    }

    private static String word(Active active) {
        return switch (active) {
            case Waiting _ -> WAITING;
            case Running(Phase phase) -> word(phase);
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
