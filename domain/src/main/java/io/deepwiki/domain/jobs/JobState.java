package io.deepwiki.domain.jobs;

import java.util.Optional;

/** Where a job stands. */
public sealed interface JobState {
    /** It goes on by itself. */
    sealed interface Active extends JobState {}

    /** Nobody works on it yet. */
    record Waiting() implements Active {}

    /** It is in the given phase. */
    record Running(Phase phase) implements Active {}

    /**
     * It stands still until somebody lets it go on. What was begun before may still end, and moves {@code before} on.
     *
     * @param before where it goes on
     * @param why what has to be mended first; empty if people asked for the pause
     */
    record Paused(Active before, String why) implements JobState {}

    /** It is over. */
    record Ended(Outcome outcome) implements JobState {}

    /** Whether nothing will change any more, unless somebody has it tried again. */
    default boolean ended() {
        return this instanceof Ended;
    }

    default boolean paused() {
        return this instanceof Paused;
    }

    /** Where it is, or goes on when it is paused; empty if it is over. */
    default Optional<Active> active() {
        return switch (this) {
            case Active active -> Optional.of(active);
            case Paused paused -> Optional.of(paused.before);
            case Ended _ -> Optional.empty();
        };
    }

    /** Whether it is in the phase, paused or not. */
    default boolean in(Phase phase) {
        return active().equals(Optional.of(new Running(phase)));
    }
}
