package io.deepwiki.domain.chat;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The answer to one question, as it is kept: whose it is, what writes it, and how it ended. */
public record ChatStream(
        StreamId id,
        Kind kind,
        Caller owner,
        RepositoryRef repository,
        ModelRef model,
        Instant startedAt,
        StreamState state,
        Optional<End> end) {
    /** What is written. */
    public enum Kind {
        /** One answer. */
        ANSWER,

        /** All iterations of a research. */
        RESEARCH
    }

    /**
     * How it ended.
     *
     * @param bytes the length of its text in UTF-8
     * @param sha256 of these bytes, in hexadecimal
     * @param cost in US dollars, by the model's list price; empty if that is not known
     * @param error the sentence that told the reader; empty if it is whole
     */
    public record End(
            long bytes, String sha256, TokenUsage usage, Optional<BigDecimal> cost, String error, Instant at) {}

    /** A stream that begins now. */
    public static ChatStream begun(
            StreamId id, Kind kind, Caller owner, RepositoryRef repository, ModelRef model, Instant now) {
        return new ChatStream(id, kind, owner, repository, model, now, StreamState.RUNNING, Optional.empty());
    }

    /** The same stream, over. */
    public ChatStream ended(StreamState how, End end) {
        return new ChatStream(id, kind, owner, repository, model, startedAt, how, Optional.of(end));
    }
}
