package io.deepwiki.domain.jobs;

/** Where a job stands. */
public sealed interface JobState {
    /** Nobody works on it yet. */
    record Waiting() implements JobState {}

    /** It is in the given phase. */
    record Running(Phase phase) implements JobState {}

    /** It is over. */
    record Ended(Outcome outcome) implements JobState {}

    /** Whether nothing will change any more. */
    default boolean ended() {
        return this instanceof Ended;
    }
}
