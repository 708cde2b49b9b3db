package io.deepwiki.application.repository;

import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Remembers for a moment how repositories stand: questions often come many at a time, and one look does for all of them. Only what is indexed
 * up to its head is remembered, for the one who was allowed to see it.
 */
final class RecentLooks {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int KEPT = 256;

    private final InstantSource clock;
    private final Map<Subject, Slot> slots = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Slot> eldest) {
            return size() > KEPT;
        }
    };

    RecentLooks(InstantSource clock) {
        this.clock = clock;
    }

    /** What is looked at. */
    record Subject(RepositoryRef repository, Optional<String> branch, Caller caller) {}

    private record Seen(Opened opened, Instant at) {}

    /** What was seen last, and the look that is under way; guarded by the map of slots. */
    private static final class Slot {
        private Optional<Seen> seen = Optional.empty();
        private Optional<Look> running = Optional.empty();
    }

    /** A look that others may wait for; it gives nothing when whoever looked was told to stop. */
    private static final class Look extends CompletableFuture<Optional<Opened>> {}

    /**
     * What was seen a moment ago, else what is seen now. Who asks meanwhile waits for the same look and shares what comes of it, be it a
     * failure: a host that does not answer is waited for once, not once by each.
     */
    Opened of(Subject subject, Supplier<Opened> look) {
        while (true) {
            Look mine = new Look();
            Optional<Look> running;
            synchronized (slots) {
                Slot slot = slots.computeIfAbsent(subject, _ -> new Slot());
                Instant oldest = clock.instant().minus(MOMENT);
                Optional<Seen> fresh = slot.seen.filter(seen -> seen.at.isAfter(oldest));
                if (fresh.isPresent()) {
                    return fresh.get().opened;
                }
                running = slot.running;
                slot.running = running.or(() -> Optional.of(mine));
            }
            if (running.isEmpty()) {
                return look(subject, mine, look);
            }
            Optional<Opened> shared = await(running.get());
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    private Opened look(Subject subject, Look mine, Supplier<Opened> look) {
        try {
            Opened opened = look.get();
            over(subject, mine, Optional.of(new Seen(opened, clock.instant())));
            mine.complete(Optional.of(opened));
            return opened;
        } catch (FailureException e) {
            over(subject, mine, Optional.empty());
            if (!Thread.currentThread().isInterrupted()) {
                mine.completeExceptionally(e);
            }
            throw e;
        } finally {
            over(subject, mine, Optional.empty());
            mine.complete(Optional.empty()); // unless it has come to something
        }
    }

    /** From now on nobody joins this look. */
    private void over(Subject subject, Look look, Optional<Seen> seen) {
        synchronized (slots) {
            Slot slot = slots.computeIfAbsent(subject, _ -> new Slot());
            if (slot.running.filter(look::equals).isPresent()) {
                slot.running = Optional.empty();
                slot.seen = seen.filter(it -> it.opened.upToDate());
            }
        }
    }

    private static Optional<Opened> await(Look look) {
        try {
            return look.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException failed) {
                throw new FailureException(failed.failure(), failed);
            }
            throw new IllegalStateException(e);
        }
    }
}
