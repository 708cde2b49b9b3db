package io.deepwiki.application.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to go on. Thread-safe. */
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /** A clock that stands at some moment in 2026. */
    public SettableClock() {
        this(Instant.parse("2026-03-01T12:00:00Z"));
    }

    public SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Lets time pass. */
    public void forward(Duration by) {
        now.updateAndGet(then -> then.plus(by));
    }
}
