package io.deepwiki.application.retrieval;

import io.deepwiki.application.concurrency.Parallel;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A commit on its way to being searchable. Any number of callers may wait for it; it goes on when they leave. */
public final class Indexing {
    private final Future<Snapshot> result;
    private final AtomicReference<Progress> progress;

    Indexing(Future<Snapshot> result, AtomicReference<Progress> progress) {
        this.result = result;
        this.progress = progress;
    }

    /**
     * How far it is.
     *
     * @param read files that have been read
     * @param files files that must be read; 0 while the repository is being fetched
     */
    public record Progress(int read, int files) {
        static final Progress FETCHING = new Progress(0, 0);

        /** A sentence for people. */
        public String sentence() {
            return files == 0
                    ? "Fetching the repository …"
                    : "Reading the repository: " + read + " of " + files + " files …";
        }
    }

    /** How far it is now. */
    public Progress progress() {
        return progress.get();
    }

    /**
     * Waits for its end.
     *
     * @throws io.deepwiki.application.failure.FailureException why it could not be done
     */
    public Snapshot await() throws InterruptedException {
        return Parallel.result(result);
    }

    /** Waits for its end, but no longer than {@code patience}; empty if it goes on. Fails like {@link #await()}. */
    public Optional<Snapshot> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(Parallel.result(result, patience));
        } catch (TimeoutException _) {
            return Optional.empty();
        }
    }
}
