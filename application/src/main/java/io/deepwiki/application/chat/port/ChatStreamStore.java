package io.deepwiki.application.chat.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import java.util.Optional;

/** The answers that were given or are being given, with their text in pieces. */
public interface ChatStreamStore {
    void begin(ChatStream stream);

    /**
     * Adds a piece.
     *
     * @param offset where it begins, in bytes of the text's UTF-8
     */
    void append(StreamId id, long offset, String piece);

    /** Keeps how a running stream ended; one that has ended stays as it is. */
    void end(ChatStream ended);

    Optional<ChatStream> find(StreamId id, Caller caller);

    /** All pieces so far, joined. */
    String text(StreamId id);
}
