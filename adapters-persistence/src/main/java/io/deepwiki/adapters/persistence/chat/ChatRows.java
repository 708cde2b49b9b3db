package io.deepwiki.adapters.persistence.chat;

import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.db.generated.tables.records.ChatPartRecord;
import io.deepwiki.db.generated.tables.records.ChatStreamRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads rows. */
final class ChatRows {
    private ChatRows() {}

    static ChatStream stream(ChatStreamRecord row) {
        return new ChatStream(
                new StreamId(row.getId()),
                ChatStream.Kind.valueOf(row.getKind()),
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
                Optional.ofNullable(row.getCostUsd()).map(BigDecimal::stripTrailingZeros),
                row.getError(),
                row.getEndedAt());
    }

    static StoredPart part(ChatPartRecord row) {
        return new StoredPart(
                new StreamId(row.getStreamId()),
                row.getPosition(),
                row.getByteOffset(),
                AnswerPartJson.read(row.getKind(), row.getByteOffset(), row.getContent()));
    }
}
