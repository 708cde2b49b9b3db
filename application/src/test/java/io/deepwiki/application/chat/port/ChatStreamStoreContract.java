package io.deepwiki.application.chat.port;

import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ChatStreamStore} promises. */
public abstract class ChatStreamStoreContract {
    private static final Caller OWNER = new Caller("owner");
    private static final Caller STRANGER = new Caller("stranger");
    private static final StreamId ID = new StreamId(new UUID(3, 4));
    private static final ChatStream BEGUN =
            ChatStream.begun(ID, OWNER, REPOSITORY, new ModelRef("builtin", "outline-1"), NOON);

    /** The store; empty when a test begins. */
    protected abstract ChatStreamStore store();

    @Test
    void only_its_owner_finds_a_stream() {
        store().begin(BEGUN);
        assertThat(store().find(ID, OWNER)).contains(BEGUN);
        assertThat(store().find(ID, STRANGER)).isEmpty();
        assertThat(store().find(new StreamId(new UUID(3, 5)), OWNER)).isEmpty();
    }

    @Test
    void pieces_are_joined_in_the_order_of_their_offsets() {
        store().begin(BEGUN);
        assertThat(store().text(ID)).isEmpty();
        store().append(ID, 5, " und Ende");
        store().append(ID, 0, "Grüß");
        assertThat(store().text(ID)).isEqualTo("Grüß und Ende");
    }

    @Test
    void a_piece_that_comes_twice_is_kept_once() {
        store().begin(BEGUN);
        store().append(ID, 0, "once");
        store().append(ID, 0, "once");
        assertThat(store().text(ID)).isEqualTo("once");
    }

    @Test
    void an_end_is_kept_and_never_written_over() {
        store().begin(BEGUN);
        ChatStream ended = BEGUN.ended(
                StreamState.COMPLETED,
                new ChatStream.End(4, "ab".repeat(32), new TokenUsage(10, 2, true), "", NOON.plusSeconds(3)));
        store().end(ended);
        store().end(BEGUN.ended(
                StreamState.INTERRUPTED,
                new ChatStream.End(0, "cd".repeat(32), TokenUsage.NONE, "The service stopped.", NOON.plusSeconds(9))));
        assertThat(store().find(ID, OWNER)).contains(ended);
    }
}
