package io.deepwiki.adapters.llm.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Ends a call whose time is over, from a thread of its own: a read that hangs cannot look at a clock. */
final class Watchdog implements AutoCloseable {
    private static final AtomicInteger ON_WATCH = new AtomicInteger();

    private final long end;
    private final Duration first;
    private final Duration idle;
    private final Runnable expire;
    private final Thread thread;
    private boolean begun;
    private volatile long due;
    private volatile boolean done;
    private volatile boolean expired;

    /** @param expire breaks the call off; called at most once */
    Watchdog(Budgets budgets, Runnable expire) {
        long now = System.nanoTime();
        this.end = now + budgets.whole().toNanos();
        this.first = budgets.first();
        this.idle = budgets.idle();
        this.expire = expire;
        this.due = earlier(now + budgets.connect().plus(budgets.first()).toNanos(), end);
        this.thread = Thread.ofVirtual().name("watchdog").start(this::watch);
    }

    /**
     * A sign of life that is no event: the first event has its time anew, since a provider may queue a question for minutes. Between two events
     * it changes nothing. Called by the thread that reads.
     */
    void queued() {
        if (!begun) {
            long next = earlier(System.nanoTime() + first.toNanos(), end);
            due = next - due < 0 ? due : next;
        }
    }

    /** An event has come: the next one has its own time. Called by the thread that reads. */
    void fed() {
        begun = true;
        long before = due;
        long next = earlier(System.nanoTime() + idle.toNanos(), end);
        due = next;
        // The watching thread wakes by itself at the time that it knows, which is never later than this one but here; a
        // token wakes nobody.
        if (next - before < 0) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether the call was broken off for its time. */
    boolean expired() {
        return expired;
    }

    /** How many calls are watched now; none is when no call is under way. */
    static int onWatch() {
        return ON_WATCH.get();
    }

    private void watch() {
        ON_WATCH.incrementAndGet();
        try {
            watchUntilDone();
        } finally {
            ON_WATCH.decrementAndGet();
        }
    }

    private void watchUntilDone() {
        while (!done) {
            long left = due - System.nanoTime();
            if (left <= 0) {
                expired = true;
                expire.run();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    @Override
    public void close() {
        done = true;
        LockSupport.unpark(thread);
    }
}
