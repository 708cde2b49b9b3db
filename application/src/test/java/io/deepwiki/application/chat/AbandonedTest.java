package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AbandonedTest {
    private static final InstanceId SILENT = new InstanceId(new UUID(1, 1));
    private static final InstanceId OURS = new InstanceId(new UUID(1, 2));
    private static final ChatStream STREAM = ChatStream.begun(
            new StreamId(new UUID(2, 1)),
            ChatStream.Kind.ANSWER,
            new Caller("reader"),
            Sources.REPOSITORY,
            ScriptedModel.REF,
            Sources.NOON);

    private final InMemoryDatabase database = InMemoryDatabase.empty();
    private final AtomicBoolean mayClaim = new AtomicBoolean(true);

    /** A database that was away until now: whoever waited for it knows nothing of the others. */
    private final class JustBack implements Transactions {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            mayClaim.set(false);
            return database.transactions().inTransaction(work);
        }
    }

    private void settle(Transactions transactions) {
        database.chats().begin(STREAM, Optional.empty(), SILENT);
        Keeping keeping = new Keeping(database.chats(), database.signs(), transactions);
        new Abandoned(keeping, new LiveAnswers(), OURS, mayClaim::get, (_, _) -> true).settle();
    }

    @Test
    void the_streams_of_a_silent_writer_are_claimed() {
        settle(database.transactions());
        assertThat(database.signs().running(OURS)).containsExactly(STREAM);
    }

    @Test
    void one_that_begins_here_is_left_alone_however_long_that_takes_and_one_that_nobody_writes_is_ended() {
        database.chats().begin(STREAM, Optional.empty(), OURS);
        LiveAnswers live = new LiveAnswers();
        Keeping keeping = new Keeping(database.chats(), database.signs(), database.transactions());
        Abandoned abandoned = new Abandoned(keeping, live, OURS, mayClaim::get, (_, _) -> false);
        live.beginning(STREAM.id(), () -> {
            for (int time = 0; time < 3; time++) {
                abandoned.settle();
            }
            return assertThat(live.find(STREAM.id())).isEmpty();
        });
        abandoned.settle();
        abandoned.settle();
        assertThat(live.find(STREAM.id()).orElseThrow().log().last()).isPresent();
    }

    @Test
    void nothing_is_claimed_by_who_has_just_waited_for_the_database() {
        settle(new JustBack());
        assertThat(database.signs().running(SILENT)).containsExactly(STREAM);
    }
}
