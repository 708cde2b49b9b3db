package io.deepwiki.cli;

import java.time.Duration;
import java.time.InstantSource;

/** What a command takes from the machine that it runs on: the time, names that nobody else has, and word of its own end. */
public interface Machine extends InstantSource {
    /** Waits. */
    void pause(Duration duration) throws InterruptedException;

    /** A name that nobody can guess, of visible ASCII characters. */
    String freshName();

    /** Does {@code last} if the process is told to end, as by Ctrl-C, before the result is closed. */
    Watch atEnd(Runnable last);

    /** Ends with {@link #close}. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** The machine that this process runs on. */
    static Machine ofProcess() {
        return new ProcessMachine();
    }
}
