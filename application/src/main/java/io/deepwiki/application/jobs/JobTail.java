package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Pace;
import io.deepwiki.domain.jobs.TimeLeft;
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
    private final List<Optional<TimeLeft>> left = new ArrayList<>();
    private Pace pace = Pace.UNKNOWN;
    private boolean hinted = true;
    private boolean gone;
    private boolean closing;
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

    /** Nobody waits here any more. */
    void close() {
        lock.lock();
        try {
            closing = true;
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
            return events.isEmpty() || gone ? Optional.empty() : Optional.of(events.getLast());
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
                if (next.isPresent() || gone || closing || nanos <= 0) {
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

    /** Whether every line after this number is still kept. */
    boolean reachesBackTo(long seq) {
        lock.lock();
        try {
            return !events.isEmpty() && events.getFirst().seq() <= seq + 1;
        } finally {
            lock.unlock();
        }
    }

    /** How long the rest was likely to take when this line was written, which was read here. */
    Optional<TimeLeft> leftAt(JobEvent line) {
        lock.lock();
        try {
            return left.get((int) (line.seq() - events.getFirst().seq()));
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing comes after the line of this number: it is the last one and ends the job, or the job is deleted. */
    boolean endsAt(long seq) {
        lock.lock();
        try {
            if (isEnd(seq)) {
                read(); // it may be tried again by now
            }
            return isEnd(seq) || (gone && known(seq + 1).isEmpty());
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnd(long seq) {
        return !events.isEmpty()
                && events.getLast().seq() == seq
                && events.getLast().state().ended();
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

    /** Reads on from the last known line, that line included: if it is not there any more, the job was deleted. */
    private void read() {
        hinted = false;
        List<JobEvent> more;
        do {
            more = log.after(job, events.isEmpty() ? 0 : events.getLast().seq() - 1, BATCH);
            gone = more.isEmpty() && !events.isEmpty();
            events.addAll(events.isEmpty() || gone ? more : more.subList(1, more.size()));
        } while (more.size() == BATCH);
        estimate();
        grown.signalAll();
    }

    private void estimate() {
        for (JobEvent line : events.subList(left.size(), events.size())) {
            pace = pace.after(line);
            left.add(pace.left(line.at()));
        }
    }
}
