package io.deepwiki.domain.chat;

import java.util.UUID;

/** Names the stream of one answer. */
public record StreamId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
