package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForgetAnswersTest {
    private static final Caller READER = new Caller("reader");
    private static final InstanceId INSTANCE = new InstanceId(new UUID(3, 4));
    private static final int STREAMS = 2_500;

    private final SettableClock clock = new SettableClock();
    private final InMemoryDatabase database = InMemoryDatabase.empty(clock);
    private final AtomicInteger transactions = new AtomicInteger();
    private final ForgetAnswers forget = new ForgetAnswers(
            new Keeping(database.chats(), database.signs(), new Counted(database.transactions(), transactions)), clock);

    private record Counted(Transactions own, AtomicInteger count) implements Transactions {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            count.incrementAndGet();
            return own.inTransaction(work);
        }
    }

    @Test
    void everything_old_is_forgotten_a_thousand_streams_in_a_transaction() {
        List<StreamId> ids = ended();
        clock.forward(Duration.ofDays(8));
        forget.forget();
        assertThat(transactions).hasValue(3);
        assertThat(ids).allSatisfy(id -> assertThat(database.chats().text(id)).isEmpty());
        assertThat(ids)
                .allSatisfy(id -> assertThat(database.chats().find(id, READER)).isPresent());
        clock.forward(Duration.ofDays(90));
        forget.forget();
        assertThat(ids)
                .allSatisfy(id -> assertThat(database.chats().find(id, READER)).isEmpty());
    }

    @Test
    void who_is_stopped_does_not_begin_another_transaction() {
        ended();
        clock.forward(Duration.ofDays(8));
        forget.stop();
        forget.forget();
        assertThat(transactions).hasValue(1);
    }

    private List<StreamId> ended() {
        return database.transactions().inTransaction(() -> {
            List<StreamId> ids = IntStream.range(0, STREAMS)
                    .mapToObj(i -> new StreamId(new UUID(1, i)))
                    .toList();
            ids.forEach(this::end);
            return ids;
        });
    }

    private void end(StreamId id) {
        ChatStream stream =
                ChatStream.begun(id, Kind.ANSWER, READER, Sources.REPOSITORY, ScriptedModel.REF, clock.instant());
        database.chats().begin(stream, Optional.empty(), INSTANCE);
        database.chats().append(INSTANCE, List.of(new StoredPart(id, 0, 0, new Text(0, "old"))));
        database.chats()
                .end(
                        INSTANCE,
                        stream.ended(
                                StreamState.COMPLETED,
                                new ChatStream.End(3, "", TokenUsage.NONE, Optional.empty(), "", clock.instant())));
    }
}
