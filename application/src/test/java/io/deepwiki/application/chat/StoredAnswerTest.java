package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Utf8;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StoredAnswerTest {
    private static final StreamId ID = new StreamId(new UUID(1, 2));
    private static final InstanceId WRITER = new InstanceId(new UUID(3, 4));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Notice FIRST = new Notice("first", "");
    private static final Notice SECOND = new Notice("second", "");
    private static final Failed END = new Failed(Stop.ASKED.failure(), 9, "");

    private final InMemoryDatabase database = InMemoryDatabase.empty();
    private final ChatStream stream = ChatStream.begun(
            ID,
            ChatStream.Kind.ANSWER,
            new Caller("reader"),
            Sources.REPOSITORY,
            ScriptedModel.REF,
            new SettableClock().instant());
    private final StoredAnswer reader = new StoredAnswer(
            stream, new Keeping(database.chats(), database.signs(), database.transactions()), new LiveAnswers());
    private final List<AnswerPart> read = new ArrayList<>();
    private int position;
    private long offset;

    @BeforeEach
    void begin() throws InterruptedException {
        database.chats().begin(stream, Optional.empty(), WRITER);
        store(FIRST, text("grün"), SECOND, text("rot"));
        read(4);
    }

    private static Text text(String text) {
        return new Text(0, text);
    }

    private void store(AnswerPart... parts) {
        for (AnswerPart part : parts) {
            AnswerPart placed = part instanceof Text(long _, String text) ? new Text(offset, text) : part;
            database.chats().append(WRITER, List.of(new StoredPart(ID, position++, offset, placed)));
            offset += part instanceof Text(long _, String text) ? Utf8.length(text) : 0;
        }
    }

    private void read(int parts) throws InterruptedException {
        for (int i = 0; i < parts; i++) {
            reader.next(PATIENCE).ifPresent(read::add);
        }
    }

    /** The server has crashed: it has the first part alone. */
    private void crash() {
        database.chats().lose(ID, 1);
        position = 1;
        offset = 0;
    }

    @Test
    void what_was_forgotten_and_stored_again_in_other_pieces_is_not_read_twice_and_nothing_is_missed()
            throws InterruptedException {
        crash();
        store(text("gr"), text("ü"), text("n"), SECOND, text("rotes"), END);
        read(2);
        assertThat(read)
                .containsExactly(FIRST, new Text(0, "grün"), SECOND, new Text(5, "rot"), new Text(8, "es"), END);
        assertThat(reader.ended()).isTrue();
    }

    @Test
    void an_end_in_fewer_pieces_than_were_read_is_seen() throws InterruptedException {
        crash();
        store(text("grün"), END);
        read(1);
        assertThat(read).endsWith(END);
        assertThat(reader.ended()).isTrue();
    }
}
