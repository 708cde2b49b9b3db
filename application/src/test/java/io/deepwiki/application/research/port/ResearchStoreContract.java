package io.deepwiki.application.research.port;

import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.research.port.ResearchStore.Asked;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ResearchStore} promises. */
public abstract class ResearchStoreContract {
    private static final StreamId ID = new StreamId(new UUID(3, 4));
    private static final InstanceId WRITER = new InstanceId(new UUID(5, 6));
    private static final ChatStream BEGUN = ChatStream.begun(
            ID, ChatStream.Kind.RESEARCH, new Caller("owner"), REPOSITORY, new ModelRef("p", "m"), NOON);

    protected abstract ChatStreamStore streams();

    /** The store, over the same streams. */
    protected abstract ResearchStore store();

    @Test
    void a_question_comes_back_as_it_was_until_its_stream_ends() {
        Asked asked = new Asked(
                Optional.of("main"),
                List.of(new Turn(Turn.Role.USER, "Größe?\n\"x\""), new Turn(Turn.Role.ASSISTANT, "🚀")),
                Language.TRADITIONAL_CHINESE,
                Optional.of(new SourcePath("a/b.c")),
                new FileFilter(List.of("a"), List.of("*.c"), List.of("b"), List.of()));
        streams().begin(BEGUN, Optional.empty(), WRITER);
        assertThat(store().find(ID)).isEmpty();
        store().keep(ID, asked);
        assertThat(store().find(ID)).contains(asked);
        streams()
                .end(
                        WRITER,
                        BEGUN.ended(
                                StreamState.CANCELLED,
                                new ChatStream.End(0, "", TokenUsage.NONE, Optional.empty(), "", NOON)));
        assertThat(store().find(ID)).isEmpty();
    }

    @Test
    void what_is_not_said_is_not_there() {
        Asked asked = new Asked(Optional.empty(), List.of(), Language.ENGLISH, Optional.empty(), FileFilter.NONE);
        streams().begin(BEGUN, Optional.empty(), WRITER);
        store().keep(ID, asked);
        assertThat(store().find(ID)).contains(asked);
    }
}
