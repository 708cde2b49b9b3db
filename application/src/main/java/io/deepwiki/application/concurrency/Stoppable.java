package io.deepwiki.application.concurrency;

import org.jspecify.annotations.Nullable;

/** Work that can be told to stop at any moment: when it has not begun yet, it begins with its thread interrupted. */
public final class Stoppable implements Runnable {
    private final Runnable work;
    private @Nullable Thread runner;
    private boolean stopped;

    public Stoppable(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        begin();
        try {
            work.run();
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
        if (runner != null) {
            runner.interrupt();
        }
    }

    private synchronized void begin() {
        runner = Thread.currentThread();
        if (stopped) {
            runner.interrupt();
        }
    }

    /** The thread may be used for something else afterwards: an interrupt that came late must not reach that. */
    private synchronized void end() {
        runner = null;
        Thread.interrupted();
    }
}
