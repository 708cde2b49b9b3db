package io.deepwiki.adapters.llm.http;

import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.ReaderGone;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects within a time, looking the name up and shaking hands included, on a thread of its own: a name service cannot be interrupted, and a
 * handshake only on a virtual thread, so whoever waits must not be the one that is held.
 */
final class Connecting {
    private Connecting() {}

    /**
     * Waits until the connection stands. When it is given up, the thread that connects is interrupted and may end later.
     *
     * @throws ModelException Unreachable if it fails or takes too long
     * @throws ReaderGone if the calling thread is interrupted
     */
    static void within(Duration budget, Runnable connect) {
        FutureTask<Boolean> task = new FutureTask<>(connect, true);
        Thread.ofVirtual().name("connect").start(task);
        try {
            task.get(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new ModelException(new Unreachable(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        } finally {
            task.cancel(true);
        }
    }
}
