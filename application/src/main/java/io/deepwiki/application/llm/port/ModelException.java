package io.deepwiki.application.llm.port;

import java.io.Serial;

/** Carries a {@link ModelFailure} from a model to the use case that asked it. */
public final class ModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient ModelFailure failure;

    public ModelException(ModelFailure failure) {
        super(failure.getClass().getSimpleName());
        this.failure = failure;
    }

    public ModelException(ModelFailure failure, Throwable cause) {
        super(failure.getClass().getSimpleName(), cause);
        this.failure = failure;
    }

    public ModelFailure failure() {
        return failure;
    }
}
