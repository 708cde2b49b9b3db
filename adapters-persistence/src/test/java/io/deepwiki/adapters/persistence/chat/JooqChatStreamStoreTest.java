package io.deepwiki.adapters.persistence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.ChatStreamStoreContract;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.ModelRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqChatStreamStoreTest extends ChatStreamStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected ChatStreamStore store() {
        return DATABASE.chats();
    }

    @Override
    protected StreamSigns signs() {
        return DATABASE.streamSigns();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    /** The server's clock goes on by itself: instead of it, everything in the tables moves into the past. */
    @Override
    protected void pass(Duration time) {
        DATABASE.dsl()
                .execute(
                        "update service_instance set alive_until = alive_until - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
        DATABASE.dsl()
                .execute(
                        "update chat_stream set read_at = read_at - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
    }

    @Test
    @Timeout(60)
    void nobody_takes_over_what_its_writer_is_about_to_commit() throws Exception {
        ChatStream stream = ChatStream.begun(
                new StreamId(new UUID(7, 1)),
                ChatStream.Kind.ANSWER,
                new Caller("owner"),
                Sources.REPOSITORY,
                new ModelRef("builtin", "outline-1"),
                Sources.NOON);
        InstanceId writer = new InstanceId(new UUID(7, 2));
        InstanceId other = new InstanceId(new UUID(7, 3));
        store().begin(stream, Optional.empty(), writer);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> writing = threads.submit(() -> transactions().inTransaction(() -> {
                store().append(writer, List.of(new StoredPart(stream.id(), 0, 0, new Text(0, "late"))));
                written.countDown();
                return awaited(looked);
            }));
            written.await();
            assertThat(claimed(other)).isEmpty();
            looked.countDown();
            assertThat(writing.get()).isTrue();
        }
        assertThat(claimed(other)).extracting(ChatStream::id).containsExactly(stream.id());
        assertThat(store().parts(stream.id(), -1, 10)).hasSize(1);
    }

    private List<ChatStream> claimed(InstanceId instance) {
        return transactions().inTransaction(() -> signs().claimAbandoned(instance, 10));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
