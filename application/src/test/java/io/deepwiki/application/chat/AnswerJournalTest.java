package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.usage.TokenUsage;
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
    private static final InstanceId OTHER = new InstanceId(new UUID(5, 6));

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

    /** A server that is away when it is told to. */
    private final class Switched implements Transactions {
        private boolean away;

        @Override
        public <T> T inTransaction(Supplier<T> work) {
            if (away) {
                throw new IllegalStateException("the server is away");
            }
            return database.transactions().inTransaction(work);
        }
    }

    private final LiveAnswers live = new LiveAnswers();

    private AnswerJournal journal(Transactions transactions) {
        Keeping keeping = new Keeping(database.chats(), database.signs(), transactions);
        var terms = new AnswerKeeper.Terms(INSTANCE, Duration.ofDays(1), Duration.ofDays(1), _ -> Optional.empty());
        return new AnswerJournal(keeping, live, terms, new SettableClock());
    }

    /** An answer that this instance has begun. */
    private LiveAnswer begun(StreamId id, ChatStream.Kind kind) {
        ChatStream stream = ChatStream.begun(
                id, kind, new Caller("reader"), Sources.REPOSITORY, ScriptedModel.REF, new SettableClock().instant());
        database.chats().begin(stream, Optional.empty(), INSTANCE);
        LiveAnswer answer = new LiveAnswer(stream, true, _ -> {});
        live.add(answer);
        return answer;
    }

    @Test
    void a_research_that_another_instance_goes_on_with_is_broken_off_and_keeps_nothing_else_from_being_stored() {
        Switched server = new Switched();
        AnswerJournal journal = journal(server);
        LiveAnswer research = begun(ID, ChatStream.Kind.RESEARCH);
        new AnswerWriter(research.log(), List.of()).accept("begun");
        journal.store();
        LiveAnswer answer = begun(new StreamId(new UUID(1, 3)), ChatStream.Kind.ANSWER);
        new AnswerWriter(answer.log(), List.of()).accept("words of another answer");
        server.away = true;
        assertThatThrownBy(journal::store).isInstanceOf(IllegalStateException.class);
        database.signs().claimAbandoned(OTHER, 1);
        database.chats()
                .append(
                        OTHER,
                        List.of(
                                new StoredPart(ID, 1, 5, new Notice("taken_over", "")),
                                new StoredPart(ID, 2, 5, new Asked(7))));
        server.away = false;
        journal.store();
        assertThat(research.stopped()).contains(Stop.INTERRUPTED);
        assertThat(live.all()).containsExactly(answer);
        assertThat(database.chats().text(answer.stream().id())).isEqualTo("words of another answer");
        assertThat(database.chats().parts(ID, -1, 9)).hasSize(3);
    }

    @Test
    void an_answer_that_another_instance_has_ended_is_broken_off() {
        Switched server = new Switched();
        AnswerJournal journal = journal(server);
        LiveAnswer answer = begun(ID, ChatStream.Kind.ANSWER);
        AnswerWriter writer = new AnswerWriter(answer.log(), List.of());
        writer.accept("words");
        journal.store();
        writer.accept(" that nobody will read");
        server.away = true;
        assertThatThrownBy(journal::store).isInstanceOf(IllegalStateException.class);
        ChatStream claimed = database.signs().claimAbandoned(OTHER, 1).getFirst();
        Failed interrupted = new Failed(Stop.INTERRUPTED.failure(), 5, "");
        database.chats().append(OTHER, List.of(new StoredPart(ID, 1, 5, interrupted)));
        ChatStream.End end = new ChatStream.End(
                5, "", TokenUsage.NONE, Optional.empty(), "", new SettableClock().instant());
        assertThat(database.chats().end(OTHER, claimed.ended(StreamState.INTERRUPTED, end)))
                .isTrue();
        server.away = false;
        journal.store();
        assertThat(answer.stopped()).contains(Stop.INTERRUPTED);
        assertThat(live.all()).isEmpty();
        assertThat(database.chats().text(ID)).isEqualTo("words");
    }

    @Test
    void whatever_the_server_kept_without_a_word_nothing_is_lost_and_nothing_comes_twice() {
        AnswerJournal journal = journal(new Flaky());
        LiveAnswer answer = begun(ID, ChatStream.Kind.ANSWER);
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
