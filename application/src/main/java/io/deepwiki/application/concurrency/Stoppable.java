package io.deepwiki.application.concurrency;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that can be told to stop at any moment: when it has not begun yet, it begins with its thread interrupted. */
public final class Stoppable implements Runnable {
    private final Consumer<Stoppable> work;
    private @Nullable Thread runner;
    private boolean exposed;
    private boolean stopped;

    /** Work that may be interrupted wherever it is. */
    public Stoppable(Runnable work) {
        this.work = _ -> work.run();
        this.exposed = true;
    }

    /**
     * Work that is interrupted only between {@link #expose} and {@link #shelter}: an interrupt closes a connection to the database that is
     * in use, so that what is written down at this moment would be lost, or nobody would know whether it was.
     */
    public Stoppable(Consumer<Stoppable> work) {
        this.work = work;
    }

    @Override
    public void run() {
        begin();
        try {
            work.accept(this);
        } finally {
            end();
        }
    }

    /**
     * Interrupts the work, once: what it does after that, to hand itself back, must not be interrupted by whoever finds it still there. Does
     * nothing when it is over.
     */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (runner != null && exposed) {
            runner.interrupt();
        }
    }

    /** From here on the work may be interrupted; it is at once, if it was told to stop before. Called by the work. */
    public synchronized void expose() {
        exposed = true;
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on the work is not interrupted any more, nor does it find that it was. Called by the work. */
    public synchronized void shelter() {
        exposed = false;
        Thread.interrupted();
    }

    private synchronized void begin() {
        runner = Thread.currentThread();
        if (stopped && exposed) {
            runner.interrupt();
        }
    }

    /** The thread may be used for something else afterwards: an interrupt that came late must not reach that. */
    private synchronized void end() {
        runner = null;
        Thread.interrupted();
    }
}
