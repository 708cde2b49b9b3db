package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnswerJournalTest {
    private static final StreamId ID = new StreamId(new UUID(1, 2));
    private static final InstanceId INSTANCE = new InstanceId(new UUID(3, 4));

    private static final StreamId SECOND = new StreamId(new UUID(1, 3));

    private final InMemoryDatabase database = InMemoryDatabase.empty();
    private final LiveAnswers live = new LiveAnswers();

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

    /** A server that cannot be reached at times. */
    private final class Away implements Transactions {
        private final AtomicBoolean away;

        Away(AtomicBoolean away) {
            this.away = away;
        }

        @Override
        public <T> T inTransaction(Supplier<T> work) {
            if (away.get()) {
                throw new IllegalStateException("there is no connection");
            }
            return database.transactions().inTransaction(work);
        }
    }

    @Test
    void whatever_the_server_kept_without_a_word_nothing_is_lost_and_nothing_comes_twice() {
        LiveAnswer answer = begun(ID);
        AnswerJournal journal = journal(new Flaky());
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
        for (int i = 0; i < 100 && live.find(ID).isPresent(); i++) {
            storeOnce(journal);
        }
        assertThat(live.find(ID)).isEmpty();
        assertThat(database.chats().text(ID)).isEqualTo(text.toString());
        assertThat(database.chats().parts(ID, -1, Integer.MAX_VALUE))
                .extracting(part -> part.part() instanceof Notice notice ? notice.code() : "")
                .filteredOn(code -> !code.isEmpty())
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void an_answer_that_was_taken_over_while_it_could_not_be_stored_is_broken_off_and_the_others_are_stored() {
        AtomicBoolean away = new AtomicBoolean(true);
        AnswerJournal journal = journal(new Away(away));
        LiveAnswer taken = begun(ID);
        new AnswerWriter(taken.log(), List.of()).accept("some");
        storeOnce(journal);
        away.set(false);
        goOnElsewhere(ID, List.of(new Text(0, "more than "), new Notice("n", ""), new Text(10, "that")));
        LiveAnswer ours = begun(SECOND);
        new AnswerWriter(ours.log(), List.of()).accept("some");
        journal.store();
        assertThat(live.all()).containsExactly(ours);
        assertThat(taken.stopped()).contains(Stop.INTERRUPTED);
        assertThat(ours.stopped()).isEmpty();
        assertThat(database.chats().text(ID)).isEqualTo("more than that");
        assertThat(database.chats().text(SECOND)).isEqualTo("some");
    }

    @Test
    void what_a_server_has_forgotten_in_a_crash_is_stored_again() {
        AnswerJournal journal = journal(database.transactions());
        AnswerWriter writer = new AnswerWriter(begun(ID).log(), List.of());
        for (int i = 0; i < 4; i++) {
            writer.accept(i + " grün, ");
            journal.store();
        }
        database.chats().lose(ID, 1);
        writer.accept("whole");
        writer.failed(Stop.ASKED.failure());
        journal.store();
        assertThat(database.chats().text(ID)).isEqualTo("0 grün, 1 grün, 2 grün, 3 grün, whole");
        assertThat(live.all()).isEmpty();
        assertThat(database.chats().isRunning(ID)).isFalse();
    }

    private void goOnElsewhere(StreamId id, List<AnswerPart> parts) {
        InstanceId other = new InstanceId(new UUID(3, 5));
        assertThat(database.signs().claimAbandoned(other, 1))
                .extracting(ChatStream::id)
                .containsExactly(id);
        for (AnswerPart part : parts) {
            int position = database.chats().parts(id, -1, Integer.MAX_VALUE).size();
            database.chats().append(other, List.of(new StoredPart(id, position, 0, part)));
        }
    }

    private LiveAnswer begun(StreamId id) {
        return BegunAnswers.begun(id, true, INSTANCE, database, live);
    }

    private AnswerJournal journal(Transactions transactions) {
        Keeping keeping = new Keeping(database.chats(), database.signs(), transactions);
        var terms = new AnswerKeeper.Terms(INSTANCE, Duration.ofDays(1), Duration.ofDays(1), _ -> Optional.empty());
        return new AnswerJournal(keeping, live, terms, new SettableClock());
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
