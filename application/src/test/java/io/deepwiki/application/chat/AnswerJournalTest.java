package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnswerJournalTest {
    private static final StreamId ID = new StreamId(new UUID(1, 2));
    private static final InstanceId INSTANCE = new InstanceId(new UUID(3, 4));

    private final InMemoryDatabase database = InMemoryDatabase.empty();

    /** A server that confirms some transactions, undoes some, and keeps some without a word. */
    private final class Flaky implements Transactions {
        private final Random random = new Random(7);

        @Override
        public <T> T inTransaction(Supplier<T> work) {
            int fate = random.nextInt(3);
            return fate == 2 ? database.transactions().inTransaction(work) : failing(work, fate == 1);
        }

        private <T> T failing(Supplier<T> work, boolean kept) {
            if (kept) {
                database.transactions().inTransaction(work);
            }
            throw new IllegalStateException("the connection broke");
        }
    }

    @Test
    void whatever_the_server_kept_without_a_word_nothing_is_lost_and_nothing_comes_twice() {
        LiveAnswers live = new LiveAnswers();
        Keeping keeping = new Keeping(database.chats(), database.signs(), new Flaky());
        var terms = new AnswerKeeper.Terms(INSTANCE, Duration.ofDays(1), Duration.ofDays(1), _ -> Optional.empty());
        AnswerJournal journal = new AnswerJournal(keeping, live, terms, new SettableClock());
        ChatStream stream = ChatStream.begun(
                ID,
                ChatStream.Kind.ANSWER,
                new Caller("reader"),
                Sources.REPOSITORY,
                ScriptedModel.REF,
                new SettableClock().instant());
        database.chats().begin(stream, Optional.empty(), INSTANCE);
        LiveAnswer answer = new LiveAnswer(stream, true, _ -> {});
        live.add(answer);
        AnswerWriter writer = new AnswerWriter(answer.log(), List.of());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String piece = "grün " + i + " 🚀";
            text.append(piece);
            writer.accept(piece);
            writer.tell(i % 3 == 0 ? new Notice("n" + i, "") : new Asked(i));
            storeOnce(journal);
        }
        writer.failed(Stop.ASKED.failure());
        while (live.find(ID).isPresent()) {
            storeOnce(journal);
        }
        assertThat(database.chats().text(ID)).isEqualTo(text.toString());
        assertThat(database.chats().parts(ID, -1, Integer.MAX_VALUE))
                .extracting(part -> part.part() instanceof Notice notice ? notice.code() : "")
                .filteredOn(code -> !code.isEmpty())
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    private static void storeOnce(AnswerJournal journal) {
        try {
            journal.store();
        } catch (IllegalStateException _) {
            // as planned: it is stored next time
        }
    }

    @Test
    void a_failure_is_told_to_whoever_stores() {
        assertThatThrownBy(() -> new Flaky().inTransaction(() -> {})).isInstanceOf(IllegalStateException.class);
    }
}
