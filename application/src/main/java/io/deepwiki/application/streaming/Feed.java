package io.deepwiki.application.streaming;

import java.time.Duration;
import java.util.Optional;

/** One reader's place in something that is still being written. Not thread-safe: it belongs to its reader. */
public interface Feed<E> extends AutoCloseable {
    /**
     * The next element, as soon as it is there.
     *
     * @param patience how long to wait for it
     * @return empty: nothing came within that time, or the end was reached
     */
    Optional<E> next(Duration patience) throws InterruptedException;

    /** Whether the last element has been handed out. */
    boolean ended();

    @Override
    void close();
}
