package io.deepwiki.application.concurrency;

import io.deepwiki.application.streaming.ReaderGone;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a while, unless it is told to stop. */
public final class Pause {
    private Pause() {}

    /** @throws ReaderGone if the thread is interrupted; it stays so */
    public static void of(Duration time) {
        try {
            boolean _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        }
    }
}
