package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure;
import java.io.IOException;
import java.io.Serial;

/** Ends a conversation with a host from our side, through the layers of the library, which know only {@link IOException}. */
final class StoppedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    StoppedException(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
