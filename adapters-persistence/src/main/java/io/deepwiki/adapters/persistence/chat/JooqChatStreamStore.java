package io.deepwiki.adapters.persistence.chat;

import static io.deepwiki.db.generated.Tables.CHAT_PIECE;
import static io.deepwiki.db.generated.Tables.CHAT_STREAM;

import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.db.generated.tables.records.ChatStreamRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.Optional;
import org.jooq.DSLContext;

/** Answers in tables. */
public final class JooqChatStreamStore implements ChatStreamStore {
    private final DSLContext dsl;

    public JooqChatStreamStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void begin(ChatStream stream) {
        dsl.insertInto(CHAT_STREAM)
                .set(CHAT_STREAM.ID, stream.id().value())
                .set(CHAT_STREAM.KEY_ID, stream.owner().keyId())
                .set(CHAT_STREAM.REPOSITORY_URL, stream.repository().url())
                .set(CHAT_STREAM.PROVIDER, stream.model().provider())
                .set(CHAT_STREAM.MODEL, stream.model().model())
                .set(CHAT_STREAM.STARTED_AT, stream.startedAt())
                .set(CHAT_STREAM.STATE, stream.state().name())
                .execute();
    }

    @Override
    public void append(StreamId id, long offset, String piece) {
        dsl.insertInto(CHAT_PIECE)
                .set(CHAT_PIECE.STREAM_ID, id.value())
                .set(CHAT_PIECE.BYTE_OFFSET, offset)
                .set(CHAT_PIECE.CONTENT, Text.storable(piece))
                .onConflictDoNothing()
                .execute();
    }

    @Override
    public void end(ChatStream ended) {
        ChatStream.End end = ended.end().orElseThrow(() -> new IllegalArgumentException("the stream has not ended"));
        dsl.update(CHAT_STREAM)
                .set(CHAT_STREAM.STATE, ended.state().name())
                .set(CHAT_STREAM.BYTES, end.bytes())
                .set(CHAT_STREAM.SHA256, end.sha256())
                .set(CHAT_STREAM.PROMPT_TOKENS, end.usage().prompt())
                .set(CHAT_STREAM.COMPLETION_TOKENS, end.usage().completion())
                .set(CHAT_STREAM.TOKENS_ESTIMATED, end.usage().estimated())
                .set(CHAT_STREAM.ERROR, Text.storable(end.error()))
                .set(CHAT_STREAM.ENDED_AT, end.at())
                .where(CHAT_STREAM.ID.eq(ended.id().value()))
                .and(CHAT_STREAM.STATE.eq(StreamState.RUNNING.name()))
                .execute();
    }

    @Override
    public Optional<ChatStream> find(StreamId id, Caller caller) {
        return dsl.selectFrom(CHAT_STREAM)
                .where(CHAT_STREAM.ID.eq(id.value()), CHAT_STREAM.KEY_ID.eq(caller.keyId()))
                .fetchOptional(JooqChatStreamStore::stream);
    }

    @Override
    public String text(StreamId id) {
        return String.join(
                "",
                dsl.select(CHAT_PIECE.CONTENT)
                        .from(CHAT_PIECE)
                        .where(CHAT_PIECE.STREAM_ID.eq(id.value()))
                        .orderBy(CHAT_PIECE.BYTE_OFFSET)
                        .fetch(CHAT_PIECE.CONTENT));
    }

    private static ChatStream stream(ChatStreamRecord row) {
        return new ChatStream(
                new StreamId(row.getId()),
                new Caller(row.getKeyId()),
                Repositories.ofUrl(row.getRepositoryUrl()),
                new ModelRef(row.getProvider(), row.getModel()),
                row.getStartedAt(),
                StreamState.valueOf(row.getState()),
                Optional.ofNullable(row.getEndedAt()).map(_ -> end(row)));
    }

    private static ChatStream.End end(ChatStreamRecord row) {
        return new ChatStream.End(
                row.getBytes(),
                row.getSha256(),
                new TokenUsage(row.getPromptTokens(), row.getCompletionTokens(), row.getTokensEstimated()),
                row.getError(),
                row.getEndedAt());
    }
}
