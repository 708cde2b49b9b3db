package io.deepwiki.application.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.RecentLooks.Subject;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecentLooksTest {
    private static final Subject SUBJECT = new Subject(Sources.REPOSITORY, Optional.empty(), new Caller("reader"));
    private static final RepositoryId ID = new RepositoryId(new UUID(1, 1));
    private static final Head HEAD = new Head("main", new Commit("1".repeat(40)), false);
    private static final Opened OPENED = new Opened(ID, Sources.REPOSITORY, HEAD, Optional.empty(), Instant.EPOCH);
    /** What is remembered. */
    private static final Opened INDEXED = new Opened(
            ID,
            Sources.REPOSITORY,
            HEAD,
            Optional.of(new Snapshot(
                    new SnapshotId(new UUID(1, 2)),
                    ID,
                    "main",
                    HEAD.commit(),
                    Optional.empty(),
                    1,
                    1,
                    1,
                    Map.of(),
                    Instant.EPOCH)),
            Instant.EPOCH);

    private static final int ASKERS = 5;

    private final RecentLooks looks = new RecentLooks(new SettableClock());
    private final AtomicInteger looked = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Object> outcomes = new CopyOnWriteArrayList<>();

    @Test
    void those_who_wait_for_a_host_that_does_not_answer_wait_for_one_look() throws Exception {
        List<Thread> askers = waiting(() -> {
            throw new FailureException(new BadUpstream("git_unreachable", "It does not answer."));
        });
        gate.countDown();
        join(askers);
        assertThat(looked).hasValue(1);
        assertThat(outcomes)
                .hasSize(ASKERS)
                .allSatisfy(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure()).isInstanceOf(BadUpstream.class)));
        ask(() -> OPENED);
        assertThat(looked).as("who comes later looks again").hasValue(2);
    }

    @Test
    void those_who_wait_share_what_is_seen_even_if_it_is_not_remembered() throws Exception {
        List<Thread> askers = waiting(() -> OPENED);
        gate.countDown();
        join(askers);
        assertThat(looked).hasValue(1);
        assertThat(outcomes).hasSize(ASKERS).containsOnly(OPENED);
    }

    @Test
    void who_is_told_to_stop_while_looking_stops_nobody_else() throws Exception {
        List<Thread> askers = waiting(() -> INDEXED); // who wakes up late finds it remembered
        askers.getFirst().interrupt();
        askers.getFirst().join();
        gate.countDown();
        join(askers);
        assertThat(looked).hasValue(2);
        assertThat(outcomes).hasSize(ASKERS).filteredOn(INDEXED::equals).hasSize(ASKERS - 1);
    }

    @Test
    void who_is_told_to_stop_while_waiting_stops_at_once() throws Exception {
        List<Thread> askers = waiting(() -> OPENED);
        askers.getLast().interrupt();
        askers.getLast().join();
        assertThat(outcomes).singleElement().isInstanceOf(ReaderGone.class);
        gate.countDown();
        join(askers);
    }

    /** The first of them looks, and the others wait for it. */
    private List<Thread> waiting(Supplier<Opened> outcome) {
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            Thread asker = Thread.ofVirtual().start(() -> ask(outcome));
            while (asker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            askers.add(asker);
        }
        return askers;
    }

    private void ask(Supplier<Opened> outcome) {
        try {
            outcomes.add(looks.of(SUBJECT, () -> {
                looked.incrementAndGet();
                await();
                return outcome.get();
            }));
        } catch (RuntimeException e) {
            outcomes.add(e);
        }
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new FailureException(new BadUpstream("git_unreachable", "It was broken off."));
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
