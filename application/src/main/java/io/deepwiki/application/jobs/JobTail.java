package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.streaming.Alarm;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of one job as this instance has read it, for all who watch it here: however many they are, the log is read once, and a line is the
 * same object for all. After a hint one of those who wait reads what is new; then the others are woken, and nobody before. Thread-safe.
 */
final class JobTail {
    private static final System.Logger LOG = System.getLogger(JobTail.class.getName());
    private static final int BATCH = 500;
    /** Hints may be lost: the log is looked at this often without one. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobId job;
    private final JobEventLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readOver = lock.newCondition();
    private final List<JobLine> lines = new ArrayList<>();
    private final SequencedSet<Place> waiting = new LinkedHashSet<>();
    private final Alarm poll = new Alarm(this::hint);
    private Pace pace = Pace.UNKNOWN;
    private long readsBegun;
    private long lastRead;
    private long readAt = System.nanoTime();
    private boolean reading;
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
            wakeReader();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits here any more. */
    void close() {
        lock.lock();
        try {
            closing = true;
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The newest line.
     *
     * @throws FailureException Unavailable if the database is away
     */
    Optional<JobLine> newest() {
        lock.lock();
        try {
            lookAgain();
            return lines.isEmpty() || gone ? Optional.empty() : Optional.of(lines.getLast());
        } finally {
            lock.unlock();
        }
    }

    /** Whether every line after this number is still kept. */
    boolean reachesBackTo(long seq) {
        lock.lock();
        try {
            return !lines.isEmpty() && lines.getFirst().event().seq() <= seq + 1;
        } finally {
            lock.unlock();
        }
    }

    /** The place behind the line of this number. */
    Place placeAt(long seq) {
        return new Place(seq);
    }

    void watcherCame() {
        watchers++;
    }

    /** Whether it was the last one. */
    boolean watcherLeft() {
        watchers--;
        return watchers == 0;
    }

    /** What somebody has been told. It is used by one thread, and outlives times in which the database is away. */
    final class Place {
        private final Condition news = lock.newCondition();
        private final Alarm alarm = new Alarm(this::wake);
        private long seq;

        private Place(long seq) {
            this.seq = seq;
        }

        /** The next line, waiting for it so long at most. */
        Optional<JobLine> next(Duration patience) throws InterruptedException {
            long deadline = System.nanoTime() + patience.toNanos();
            lock.lockInterruptibly();
            try {
                Optional<JobLine> next = look();
                while (next.isEmpty() && !gone && !closing && deadline - System.nanoTime() > 0) {
                    beginToWait(deadline);
                    news.await();
                    waiting.remove(this);
                    next = look();
                }
                seq = next.map(line -> line.event().seq()).orElse(seq);
                return next;
            } finally {
                waiting.remove(this);
                wakeReader(); // whoever was woken to read may have left without
                lock.unlock();
            }
        }

        private Optional<JobLine> look() {
            Optional<JobLine> next = known(seq + 1);
            if (next.isEmpty() && hinted && !reading) {
                ifDatabaseAnswers(JobTail.this::read);
                next = known(seq + 1);
            }
            return next;
        }

        private void beginToWait(long deadline) {
            poll.ringBy(readAt + POLL.toNanos());
            alarm.ringBy(deadline);
            waiting.add(this);
        }

        private void wake() {
            lock.lock();
            try {
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        /** Whether nothing comes after this: the line before it ends the job, or the job is deleted. */
        boolean ended() {
            lock.lock();
            try {
                if (isBehindEnd()) {
                    ifDatabaseAnswers(JobTail.this::lookAgain); // it may be tried again by now
                }
                return isBehindEnd() || (gone && known(seq + 1).isEmpty());
            } finally {
                lock.unlock();
            }
        }

        private boolean isBehindEnd() {
            return !lines.isEmpty()
                    && lines.getLast().event().seq() == seq
                    && lines.getLast().event().state().ended();
        }

        /** Waits for nothing any more. */
        void leave() {
            lock.lock();
            try {
                alarm.off();
            } finally {
                lock.unlock();
            }
        }
    }

    private Optional<JobLine> known(long seq) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        long index = Math.max(0, seq - lines.getFirst().event().seq());
        return index < lines.size() ? Optional.of(lines.get((int) index)) : Optional.empty();
    }

    /** Whoever watches already waits until the database is back. */
    private void ifDatabaseAnswers(Runnable look) {
        try {
            look.run();
        } catch (FailureException e) {
            if (!e.databaseAway()) {
                throw e;
            }
            LOG.log(INFO, "event=watchers_wait job={0}", job);
        }
    }

    /** What was there when it was called is known afterwards. Many who come at once share one look. */
    private void lookAgain() {
        long before = readsBegun;
        while (lastRead <= before) {
            if (reading) {
                readOver.awaitUninterruptibly();
            } else {
                read();
            }
        }
    }

    /**
     * Reads on from the last known line, that line included: if it is not there any more, the job was deleted. Called with the lock, while
     * nobody reads; the lock is not held meanwhile, so that only those wait for the database who must.
     */
    private void read() {
        readsBegun++;
        long number = readsBegun;
        readAt = System.nanoTime();
        reading = true;
        hinted = false;
        long from = lines.isEmpty() ? 0 : lines.getLast().event().seq() - 1;
        List<JobEvent> found = new ArrayList<>();
        boolean whole = false;
        lock.unlock();
        try {
            whole = readOn(from, found);
        } finally {
            lock.lock();
            reading = false;
            if (whole) {
                lastRead = number;
                take(found);
            }
            readOver.signalAll();
            wakeReader();
        }
    }

    private boolean readOn(long from, List<JobEvent> found) {
        List<JobEvent> more;
        do {
            more = log.after(job, found.isEmpty() ? from : found.getLast().seq(), BATCH);
            found.addAll(more);
        } while (more.size() == BATCH);
        return true;
    }

    private void take(List<JobEvent> found) {
        gone = found.isEmpty() && !lines.isEmpty();
        List<JobEvent> more = lines.isEmpty() || gone ? found : found.subList(1, found.size());
        for (JobEvent line : more) {
            pace = pace.after(line);
            lines.add(new JobLine(line, pace.left(line.at())));
        }
        if (gone || !more.isEmpty()) {
            wakeAll();
        }
    }

    private void wakeAll() {
        waiting.forEach(place -> place.news.signal());
    }

    /** After a hint one is woken, to read. */
    private void wakeReader() {
        if (hinted && !reading && !waiting.isEmpty()) {
            waiting.getFirst().news.signal();
        }
    }
}
