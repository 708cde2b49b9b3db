package io.deepwiki.application.streaming;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Wakes somebody who waits again and again, for less time than it is set for. A timed wait hands its time to a thread of the runtime, which
 * wakes up for it: too much for every token of a stream. An alarm that is set already rings early and is set anew, once in a while instead.
 * Used under a lock of its owner.
 */
public final class Alarm {
    private final Runnable ring;
    private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
    private long due;

    /** @param ring called on another thread, holding no lock */
    public Alarm(Runnable ring) {
        this.ring = ring;
    }

    /**
     * Rings at that time or before.
     *
     * @param deadline by {@link System#nanoTime}
     */
    public void ringBy(long deadline) {
        if (!pending.isDone() && due - deadline <= 0) {
            return;
        }
        off();
        due = deadline;
        pending = new CompletableFuture<Void>()
                .completeOnTimeout(null, Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        var _ = pending.thenRunAsync(ring); // not on this thread, which is about to wait, even if it is due already
    }

    /** Does not ring any more. */
    public void off() {
        pending.cancel(false);
    }
}
