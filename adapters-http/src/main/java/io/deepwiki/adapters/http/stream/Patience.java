package io.deepwiki.adapters.http.stream;

import io.deepwiki.application.streaming.Alarm;
import java.time.Duration;

/** Says when one of many waits in a row takes too long. Silence in between costs nothing. */
public final class Patience {
    private final Duration patience;
    private final Runnable over;
    private final Alarm alarm = new Alarm(this::look);
    private boolean waiting;
    private boolean told;
    private long begun;

    /**
     * Patience that begins anew with each wait.
     *
     * @param over called once, from another thread, by which the wait must be ended
     */
    public Patience(Duration patience, Runnable over) {
        this.patience = patience;
        this.over = over;
    }

    private void look() {
        if (isLate()) {
            over.run();
        }
    }

    private synchronized boolean isLate() {
        if (!waiting || told) {
            return false;
        }
        told = System.nanoTime() - begun >= patience.toNanos();
        if (!told) {
            alarm.ringBy(begun + patience.toNanos());
        }
        return told;
    }

    /** A wait begins. */
    public synchronized void begin() {
        begun = System.nanoTime();
        waiting = true;
        alarm.ringBy(begun + patience.toNanos());
    }

    /** The wait is over. */
    public synchronized void end() {
        waiting = false;
    }

    /** There will be no wait any more. */
    public synchronized void silence() {
        waiting = false;
        alarm.off();
    }
}
