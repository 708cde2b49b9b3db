package io.deepwiki.application.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("work on another thread failed", e);
            }
        }
    }
}
