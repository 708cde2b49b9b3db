package io.deepwiki.application.repository;

import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
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

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<Seen> seen = Optional.empty();
    }

    /** What was seen a moment ago, else what is seen now; who asks meanwhile waits for the same look. */
    Opened of(Subject subject, Supplier<Opened> look) {
        Slot slot = slot(subject);
        slot.lock.lock();
        try {
            Instant oldest = clock.instant().minus(MOMENT);
            Optional<Seen> fresh = slot.seen.filter(seen -> seen.at.isAfter(oldest));
            if (fresh.isPresent()) {
                return fresh.get().opened;
            }
            Opened opened = look.get();
            slot.seen = Optional.of(new Seen(opened, clock.instant())).filter(seen -> seen.opened.upToDate());
            return opened;
        } finally {
            slot.lock.unlock();
        }
    }

    private synchronized Slot slot(Subject subject) {
        return slots.computeIfAbsent(subject, _ -> new Slot());
    }
}
