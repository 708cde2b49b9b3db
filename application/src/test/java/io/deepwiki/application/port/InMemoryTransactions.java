package io.deepwiki.application.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Transactions over the stores in memory: one at a time, seen by nobody before its end, undone by an exception. Stores keep their state in
 * {@link #table()} and touch it within {@link #atomically}, so that they take part without being told.
 */
public final class InMemoryTransactions implements Transactions {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Table<?, ?>> tables = new ArrayList<>();
    private boolean open;

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        return atomically(() -> open ? work.get() : undoneByFailure(work));
    }

    /** Whether the calling thread is in a transaction: what is slow, or leaves the process, must not happen then. */
    public boolean isOpen() {
        return lock.isHeldByCurrentThread() && open;
    }

    /** One store's one operation; waits while another thread is in a transaction. */
    public <T> T atomically(Supplier<T> operation) {
        lock.lock();
        try {
            return operation.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same for an operation without a result. */
    public void atomically(Runnable operation) {
        atomically(() -> {
            operation.run();
            return true;
        });
    }

    /** A map in the order of insertion that forgets what an undone transaction did. Its values must be immutable. */
    public <K, V> Map<K, V> table() {
        Table<K, V> table = new Table<>(new LinkedHashMap<>());
        atomically(() -> {
            tables.add(table);
        });
        return table.rows();
    }

    private <T> T undoneByFailure(Supplier<T> work) {
        List<Runnable> undo = new ArrayList<>();
        tables.forEach(table -> undo.add(table.remembered()));
        boolean done = false;
        open = true;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            open = false;
            if (!done) {
                undo.forEach(Runnable::run);
            }
        }
    }

    private record Table<K, V>(Map<K, V> rows) {
        /** How to make it what it is now. */
        Runnable remembered() {
            Map<K, V> copy = new LinkedHashMap<>(rows);
            return () -> {
                rows.clear();
                rows.putAll(copy);
            };
        }
    }
}
