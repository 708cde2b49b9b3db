package io.deepwiki.adapters.llm.http;

import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.streaming.ReaderGone;

/** Finds out what an exception means that has gone through a library. */
public final class Thrown {
    private Thrown() {}

    /** What we threw ourselves, however often it was wrapped; anything else is an answer that could not be read. */
    public static RuntimeException meaning(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelException || cause instanceof ReaderGone) {
                return (RuntimeException) cause;
            }
        }
        return new ModelException(new BadRequest(), error);
    }
}
