package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.concurrency.Recurring;
import io.deepwiki.application.concurrency.Recurring.Task;
import io.deepwiki.application.jobs.port.EngineBoard;
import io.deepwiki.application.jobs.port.OldJobs;
import io.deepwiki.application.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Forgets jobs that are over, first what happened to them and later themselves, batch by batch, again and again until it is closed. */
public final class ForgetOldJobs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ForgetOldJobs.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration INSTANCE_KEPT = Duration.ofDays(1);

    /** A batch is a transaction: this many are written in some ten milliseconds, and nobody waits for long. */
    private static final int BATCH = 50;

    private final OldJobs jobs;
    private final EngineBoard board;
    private final Transactions transactions;
    private final Kept kept;
    private final InstantSource clock;
    private @Nullable Recurring work;

    public ForgetOldJobs(OldJobs jobs, EngineBoard board, Transactions transactions, Kept kept, InstantSource clock) {
        this.jobs = jobs;
        this.board = board;
        this.transactions = transactions;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * How long things are kept after the end of their job; for ever where it is empty.
     *
     * @param events the lines of its history, but for the last
     */
    public record Kept(Optional<Duration> jobs, Optional<Duration> events) {}

    /** Begins, some minutes after the start. */
    public void start(ThreadFactory threads) {
        work = Recurring.start(threads, new Task("forget_jobs", PAUSE, this::now));
    }

    /** Forgets everything that is old now. */
    public void now() {
        Instant now = clock.instant();
        int events = kept.events()
                .map(now::minus)
                .map(before -> untilDone(() -> jobs.forgetEvents(before, BATCH)))
                .orElse(0);
        int gone = kept.jobs()
                .map(now::minus)
                .map(before -> untilDone(() -> jobs.forgetJobs(before, BATCH)))
                .orElse(0);
        transactions.inTransaction(() -> board.forgetInstances(INSTANCE_KEPT));
        if (events + gone > 0) {
            LOG.log(INFO, "event=jobs_forgotten jobs={0} histories={1}", gone, events);
        }
    }

    private int untilDone(IntSupplier batch) {
        int all = 0;
        int last;
        do {
            last = transactions.inTransaction(batch::getAsInt);
            all += last;
        } while (last == BATCH && !Thread.currentThread().isInterrupted());
        return all;
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
        }
    }
}
