package io.deepwiki.application.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Work on many things at once, on a pool that somebody else owns: results come in the order of the input, the first failure stops the
 * rest, and an interrupt passes through.
 */
public final class Parallel {
    private final ExecutorService pool;

    /** @param pool sized for the kind of work: as many threads as cores for computing */
    public Parallel(ExecutorService pool) {
        this.pool = pool;
    }

    /**
     * Applies the work to every element.
     *
     * @throws RuntimeException the first failure of the work, by order of the input
     */
    public <T, R> List<R> map(List<T> elements, Function<T, R> work) throws InterruptedException {
        List<Future<R>> running = new ArrayList<>(elements.size());
        try {
            for (T element : elements) {
                running.add(pool.submit(() -> work.apply(element)));
            }
            List<R> results = new ArrayList<>(elements.size());
            for (Future<R> future : running) {
                results.add(result(future));
            }
            return results;
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    /**
     * Waits for work that somebody else may wait for as well; an interrupt of the waiting thread does not stop it.
     *
     * @throws RuntimeException the work's own failure
     */
    public static <R> R result(Future<R> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /**
     * Like {@link #result(Future)}, for a while.
     *
     * @throws TimeoutException if it goes on
     */
    public static <R> R result(Future<R> future, Duration patience) throws InterruptedException, TimeoutException {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("work on another thread failed", e);
        };
    }
}
