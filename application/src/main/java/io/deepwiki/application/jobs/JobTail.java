package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of one job as this instance has read it, for all who watch it here: however many they are, the log is read once. Whoever waits
 * first after a hint reads what is new; the others find it. Thread-safe.
 */
final class JobTail {
    private static final int BATCH = 500;
    /** Hints may be lost: the log is looked at this often without one. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobId job;
    private final JobEventLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<JobEvent> events = new ArrayList<>();
    private boolean hinted = true;
    private int watchers;

    JobTail(JobId job, JobEventLog log) {
        this.job = job;
        this.log = log;
    }

    /** The log may have grown. */
    void hint() {
        lock.lock();
        try {
            hinted = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest line. */
    Optional<JobEvent> newest() {
        lock.lock();
        try {
            read();
            return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
        } finally {
            lock.unlock();
        }
    }

    /** The line after this number, waiting for it so long at most. */
    Optional<JobEvent> after(long seq, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                if (hinted) {
                    read();
                }
                Optional<JobEvent> next = known(seq + 1);
                if (next.isPresent() || nanos <= 0) {
                    return next;
                }
                long nap = Math.min(nanos, POLL.toNanos());
                long left = grown.awaitNanos(nap);
                nanos -= nap - left;
                hinted |= left <= 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the line of this number is the last one, and ends the job. */
    boolean endsAt(long seq) {
        lock.lock();
        try {
            return !events.isEmpty()
                    && events.getLast().seq() == seq
                    && events.getLast().state().ended();
        } finally {
            lock.unlock();
        }
    }

    void watcherCame() {
        watchers++;
    }

    /** Whether it was the last one. */
    boolean watcherLeft() {
        watchers--;
        return watchers == 0;
    }

    private Optional<JobEvent> known(long seq) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        long index = Math.max(0, seq - events.getFirst().seq());
        return index < events.size() ? Optional.of(events.get((int) index)) : Optional.empty();
    }

    private void read() {
        hinted = false;
        List<JobEvent> more;
        do {
            more = log.after(job, events.isEmpty() ? 0 : events.getLast().seq(), BATCH);
            events.addAll(more);
        } while (more.size() == BATCH);
        grown.signalAll();
    }
}
