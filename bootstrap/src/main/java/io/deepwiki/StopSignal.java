package io.deepwiki;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The signal by which the process is told to end. It lives on until the signal is obeyed, 30 s at most. */
final class StopSignal {
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch obeyed = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(signal::tell));
        return signal;
    }

    /** Waits until it is given. */
    void await() throws InterruptedException {
        told.await();
    }

    /** All is closed: the process may end. */
    void obeyed() {
        obeyed.countDown();
    }

    /** Runs while the process ends: the process lives as long as this does. */
    private void tell() {
        told.countDown();
        try {
            if (!obeyed.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                // not static: nothing may log before it is chosen where to
                System.getLogger(StopSignal.class.getName()).log(WARNING, "event=drain_cut_short after={0}", DRAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
