package io.deepwiki.application.retrieval;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.application.retrieval.port.VectorIndex.Claim;
import io.deepwiki.application.retrieval.port.VectorIndex.Progress;
import io.deepwiki.application.retrieval.port.VectorIndex.Unembedded;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives every chunk of the newest snapshots a vector, in the background, for as long as it is open. What it has made is kept batch by batch, so
 * a kill costs one batch at most; the next start, or another instance, goes on from there.
 */
public final class EmbedSnapshots implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbedSnapshots.class.getName());

    /** Batches between two looks for a snapshot that has less to do. */
    private static final int SLICE = 8;

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final VectorIndex vectors;
    private final Embedder embedder;
    private final UUID holder;
    private final Duration lease;
    private final ThreadFactory threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean hinted;
    private boolean closing;
    private int failures;
    private volatile Optional<String> failure = Optional.empty();
    private volatile Optional<Thread> worker = Optional.empty();

    /**
     * Does not begin yet.
     *
     * @param holder who claims snapshots: another id for each start of each instance
     * @param lease how long a snapshot stays with an instance that gives no sign of life; as often others look whether there is one
     */
    public EmbedSnapshots(VectorIndex vectors, Embedder embedder, UUID holder, Duration lease, ThreadFactory threads) {
        this.vectors = vectors;
        this.embedder = embedder;
        this.holder = holder;
        this.lease = lease;
        this.threads = threads;
    }

    /** Begins; called once. */
    public void start() {
        Thread thread = threads.newThread(this::work);
        worker = Optional.of(thread);
        thread.start();
    }

    /** There is a new snapshot. */
    public void hint() {
        lock.lock();
        try {
            hinted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How far it is now. */
    public Status status() {
        Progress progress = vectors.progress(embedder.space());
        return new Status(embedder.space(), progress.embedded(), progress.chunks(), progress.complete(), failure);
    }

    /**
     * How far the newest snapshots are.
     *
     * @param embedded how many of their chunks have a vector
     * @param failure why it does not get on, for people; empty while it does
     */
    public record Status(EmbeddingSpace space, int embedded, int chunks, boolean complete, Optional<String> failure) {}

    /** Stops; a batch that is under way is given up. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        worker.ifPresent(EmbedSnapshots::end);
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(GRACE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!isClosing()) {
                nap(workOnce());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long there is nothing to do */
    private Duration workOnce() {
        try {
            Optional<Claim> claim = vectors.claim(embedder.space(), holder, lease);
            claim.ifPresent(this::workSlice);
            failures = 0;
            failure = Optional.empty();
            return claim.isPresent() ? Duration.ZERO : lease;
        } catch (ModelException e) {
            return failed(Sentences.of(ModelFailures.told(e.failure())), pauseAfter(e), e);
        } catch (RuntimeException e) {
            return failed("Something went wrong here: see the log.", pause(), e);
        }
    }

    private Duration failed(String why, Duration pause, RuntimeException e) {
        if (isClosing()) {
            return Duration.ZERO;
        }
        failures++;
        failure = Optional.of(why);
        LOG.log(WARNING, "event=embedding_failed pause_s=" + pause.toSeconds(), e);
        return pause;
    }

    private Duration pauseAfter(ModelException e) {
        return e.failure() instanceof RateLimited(Optional<Duration> after) && after.isPresent()
                ? after.get()
                : pause();
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void workSlice(Claim claim) {
        List<Unembedded> missing = vectors.next(claim, SLICE * embedder.batch());
        if (missing.isEmpty()) {
            LOG.log(
                    INFO,
                    "event=embedded snapshot={0} space={1}",
                    claim.snapshot(),
                    claim.space().name());
        }
        for (int from = 0; from < missing.size() && goOn(); from += embedder.batch()) {
            embed(claim, missing.subList(from, Math.min(missing.size(), from + embedder.batch())));
        }
    }

    /** A new snapshot usually has little to do, and somebody waits for it. */
    private boolean goOn() {
        lock.lock();
        try {
            return !closing && !hinted;
        } finally {
            lock.unlock();
        }
    }

    private void embed(Claim claim, List<Unembedded> batch) {
        List<float[]> made = embedder.passages(batch.stream()
                .map(content -> content.header() + "\n" + content.text())
                .toList());
        Map<String, float[]> embedded = LinkedHashMap.newLinkedHashMap(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            embedded.put(batch.get(i).contentHash(), made.get(i));
        }
        vectors.add(claim, embedded);
    }

    private void nap(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (!(hinted && failure.isEmpty()) && !closing && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            hinted = false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }
}
