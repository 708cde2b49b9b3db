package io.deepwiki.application.port;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that are the same in every run of a test: of version 7, each greater than the one before. */
public final class CountingIds implements Ids {
    private static final long VERSION = 0x0190_0000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID next() {
        return new UUID(VERSION, VARIANT | last.incrementAndGet());
    }
}
