package io.deepwiki.application.failure;

import io.deepwiki.application.failure.Failure.Unavailable;
import java.io.Serial;

/** Carries a {@link Failure} to whoever drives the use case: the only exception that is thrown on purpose. */
public final class FailureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public FailureException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    /** Whether it is only that the database does not answer now. */
    public boolean databaseAway() {
        return failure instanceof Unavailable away && away.code().equals(Unavailable.DATABASE_AWAY);
    }
}
