package io.deepwiki.application.chat;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.domain.chat.StreamState;
import java.util.Optional;

/** Why an answer is broken off. */
enum Stop {
    /** Somebody asked for it. */
    ASKED(StreamState.CANCELLED),

    /** Nobody reads it any more. */
    LEFT(StreamState.CANCELLED),

    /** Whoever wrote it stops, or has stopped. */
    INTERRUPTED(StreamState.INTERRUPTED);

    private final StreamState state;

    Stop(StreamState state) {
        this.state = state;
    }

    /** What its readers are told. */
    Failure failure() {
        return switch (this) {
            case ASKED -> new Conflict("cancelled", "The answer was stopped.");
            case LEFT -> new Conflict("cancelled", "The answer was stopped: nobody read it any more.");
            case INTERRUPTED ->
                new Unavailable(
                        "interrupted", "The service stopped while it wrote this answer: ask again.", Optional.empty());
        };
    }

    /** The state in which a stream is that ended with this failure. */
    static StreamState stateAfter(Failure failure) {
        for (Stop stop : values()) {
            if (stop.failure().equals(failure)) {
                return stop.state;
            }
        }
        return StreamState.FAILED;
    }
}
