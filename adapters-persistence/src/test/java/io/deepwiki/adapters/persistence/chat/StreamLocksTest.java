package io.deepwiki.adapters.persistence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.ModelRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a writer and whoever takes over from it do at the same moment, each on a connection of its own. */
@Timeout(60)
class StreamLocksTest {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    private static final InstanceId WRITER = new InstanceId(new UUID(5, 6));
    private static final InstanceId OTHER = new InstanceId(new UUID(5, 7));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void a_writer_waits_for_a_takeover_that_is_under_way_and_then_knows_that_it_has_lost() throws Exception {
        Set<StreamId> streams = begun(1);
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        Future<?> takeover = threads.submit(() -> DATABASE.transactions().inTransaction(() -> {
            assertThat(DATABASE.streamSigns().claimAbandoned(OTHER, 10)).hasSize(1);
            claimed.countDown();
            await(hold);
        }));
        claimed.await();
        Future<Set<StreamId>> writer = threads.submit(() -> stored(streams, 0));
        try {
            while (!writer.isDone() && nobodyWaits()) {
                Thread.onSpinWait();
            }
            assertThat(writer.isDone()).isFalse();
        } finally {
            hold.countDown();
            takeover.get();
        }
        assertThat(writer.get()).isEmpty();
        streams.forEach(id -> assertThat(DATABASE.chats().parts(id, -1, 10)).isEmpty());
    }

    private static boolean nobodyWaits() {
        return DATABASE.dsl().fetch("select 1 from pg_locks where not granted").isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatever_is_taken_over_meanwhile_what_a_writer_counts_as_stored_is_and_nobody_blocks_another()
            throws Exception {
        Set<StreamId> streams = begun(200);
        List<StoredPart> counted = new CopyOnWriteArrayList<>();
        List<Runnable> work = List.of(
                () -> times(100, round -> counted.addAll(parts(stored(streams, round), round))),
                () -> times(100, _ -> stored(reversed(streams), 0)),
                () -> times(100, _ -> DATABASE.streamSigns().reading(reversed(streams))),
                () -> times(100, _ -> claim(OTHER)),
                () -> times(100, _ -> claim(WRITER)));
        for (Future<?> done : work.stream().map(threads::submit).toList()) {
            done.get();
        }
        Set<StoredPart> stored = streams.stream()
                .flatMap(id -> DATABASE.chats().parts(id, -1, 200).stream())
                .collect(Collectors.toSet());
        assertThat(counted).isNotEmpty().isSubsetOf(stored);
    }

    private static void claim(InstanceId by) {
        DATABASE.transactions().inTransaction(() -> DATABASE.streamSigns().claimAbandoned(by, 50));
    }

    private static List<StoredPart> parts(Set<StreamId> streams, int position) {
        return streams.stream()
                .map(id -> new StoredPart(id, position, 0, new Text(0, "piece")))
                .toList();
    }

    private static void times(int count, IntConsumer work) {
        for (int round = 0; round < count; round++) {
            work.accept(round);
        }
    }

    private static Set<StreamId> reversed(Set<StreamId> streams) {
        return new LinkedHashSet<>(List.copyOf(streams).reversed());
    }

    private static Set<StreamId> begun(int count) {
        Set<StreamId> ids = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            StreamId id = new StreamId(new UUID(3, i));
            ids.add(id);
            ChatStream stream = ChatStream.begun(
                    id,
                    Kind.ANSWER,
                    new Caller("reader"),
                    Sources.REPOSITORY,
                    new ModelRef("builtin", "outline-1"),
                    Sources.NOON);
            DATABASE.chats().begin(stream, Optional.empty(), WRITER);
        }
        return ids;
    }

    /** @return those that were the writer's */
    private static Set<StreamId> stored(Set<StreamId> streams, int position) {
        return DATABASE.transactions().inTransaction(() -> {
            Set<StreamId> ours = DATABASE.chats().writtenBy(WRITER, streams);
            DATABASE.chats().append(WRITER, parts(ours, position));
            return ours;
        });
    }
}
