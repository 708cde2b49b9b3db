package io.deepwiki.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    @Test
    void a_stream_runs_until_it_is_told_how_it_ended() {
        ChatStream begun = ChatStream.begun(
                new StreamId(new UUID(0, 1)),
                ChatStream.Kind.ANSWER,
                Caller.ANONYMOUS,
                new RepositoryRef.Local("/srv/shop"),
                new ModelRef("builtin", "outline-1"),
                Instant.EPOCH);
        assertThat(begun.state()).isEqualTo(StreamState.RUNNING);
        ChatStream.End end =
                new ChatStream.End(5, "ab", TokenUsage.NONE, Optional.empty(), "", Instant.EPOCH.plusSeconds(1));
        assertThat(begun.ended(StreamState.COMPLETED, end).end()).contains(end);
        assertThat(begun.id()).hasToString("00000000-0000-0000-0000-000000000001");
        assertThat(new Turn(Turn.Role.USER, "?").role()).isEqualTo(Turn.Role.USER);
    }
}
