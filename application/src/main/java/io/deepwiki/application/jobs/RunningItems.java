package io.deepwiki.application.jobs;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.domain.jobs.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an instance works on right now, by lease: it may get an item that it has lost back again before it has noticed the loss, and what it
 * does by the old lease is not what it does by the new one. Thread-safe.
 */
final class RunningItems {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Map<Lease, Stoppable> running = new HashMap<>();
    private boolean stopping;

    /** Work that begins; it is stopped at once if everything is being stopped. */
    void add(Lease lease, Stoppable run) {
        lock.lock();
        try {
            running.put(lease, run);
            if (stopping) {
                run.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(Lease lease) {
        lock.lock();
        try {
            running.remove(lease);
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Set<Lease> leases() {
        lock.lock();
        try {
            return Set.copyOf(running.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** @param mine what ran before it was asked what may go on: what was claimed since cannot be among that */
    void stopAllBut(Set<Lease> kept, Set<Lease> mine) {
        lock.lock();
        try {
            running.forEach((lease, run) -> {
                if (mine.contains(lease) && !kept.contains(lease)) {
                    run.stop();
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Stops everything, what comes later too, and waits so long at most until nothing runs. */
    void stop(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            stopping = true;
            running.values().forEach(Stoppable::stop);
            long nanos = patience.toNanos();
            while (!running.isEmpty() && nanos > 0) {
                nanos = fewer.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
