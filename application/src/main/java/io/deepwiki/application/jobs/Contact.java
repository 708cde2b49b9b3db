package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether an instance reaches the database, as its heartbeat finds out, and what follows when it did not for a while. Leases run out then
 * whose holders live. What was done meanwhile is written down when the database is back, by whoever still holds it; and so that he can still
 * hold it, nobody who was cut off takes anything over until the others had the time to come back too. Thread-safe.
 */
final class Contact {
    /** So many heartbeats are as long as a lease; counted, since the clock may be set while nobody is reached. */
    private static final int BEATS_OF_A_LEASE = 5;

    /**
     * So many others get to come back. Each more is time in which nobody takes over from one who died, and on a machine that is so busy that
     * heartbeats are late they are long: with five of them, a takeover came 9 s after the blow at a lease of 3 s.
     */
    private static final int PATIENCE = 3;

    private final InstantSource clock;
    private final Duration longest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** When the first of the heartbeats began that have not got through so far. */
    private Optional<Instant> trying = Optional.empty();

    private int patience;
    private long beats;
    private boolean closed;

    Contact(InstantSource clock, JobSettings settings) {
        this.clock = clock;
        this.longest = settings.heartbeat().multipliedBy(2);
    }

    /** A heartbeat begins. */
    void trying() {
        lock.lock();
        try {
            trying = trying.or(() -> Optional.of(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * It got through.
     *
     * @return whether what was left to others may be taken over from now on
     */
    boolean made() {
        lock.lock();
        try {
            int before = patience;
            patience = isLost() ? PATIENCE : Math.max(0, before - 1);
            trying = Optional.empty();
            beats++;
            changed.signalAll();
            return before > 0 && patience == 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What to do with work of others whose lease has run out. Asked by whoever has a connection at this moment: the database may have come
     * back since the last heartbeat, and the others may not have been heard yet.
     */
    Expired expired() {
        lock.lock();
        try {
            return isLost() || patience > 0 ? Expired.LEFT : Expired.TAKEN_OVER;
        } finally {
            lock.unlock();
        }
    }

    /** What others hold does not run out while nobody is cut off for less: all prolong it for the time of five heartbeats, at each. */
    private boolean isLost() {
        return trying.filter(since -> clock.instant().isAfter(since.plus(longest)))
                .isPresent();
    }

    /**
     * Writes something down; while the database is away, again whenever it has answered a heartbeat. What is in vain for as long as a lease,
     * though it answers, is given up.
     *
     * @param writing one transaction, which is undone if it fails; if it was not, and only the answer was lost, it finds that the lease is over
     * @throws FailureException for which it is not known what became of it: it was in vain too often, or there is no more time
     */
    void insist(Runnable writing) {
        int tries = 1;
        while (true) {
            long heard = beats();
            try {
                writing.run();
                return;
            } catch (FailureException e) {
                if (!e.databaseAway() || tries == BEATS_OF_A_LEASE || !answersAfter(heard)) {
                    throw e;
                }
            }
            tries++;
        }
    }

    private long beats() {
        lock.lock();
        try {
            return beats;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next heartbeat that gets through; false: there will be none. */
    private boolean answersAfter(long heard) {
        lock.lock();
        try {
            while (beats == heard && !closed) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for the database any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
