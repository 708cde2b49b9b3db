package io.deepwiki.domain.chat;

/** Where the stream of an answer stands. */
public enum StreamState {
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    INTERRUPTED
}
