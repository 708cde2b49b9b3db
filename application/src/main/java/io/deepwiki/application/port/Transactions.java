package io.deepwiki.application.port;

import java.util.function.Supplier;

/** A unit of work on what is stored: all of it, or nothing. Only use cases open one; inside there are rows only, never slow work. */
public interface Transactions {
    /**
     * Does the work in one transaction, or joins the one that this thread is in; an exception undoes it. The work may be done more than once,
     * of which only the last time counts, when others are in the way.
     */
    <T> T inTransaction(Supplier<T> work);

    /** The same for work without a result. */
    default void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return true;
        });
    }
}
