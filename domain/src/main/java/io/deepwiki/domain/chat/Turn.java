package io.deepwiki.domain.chat;

/** One message of a conversation. */
public record Turn(Role role, String content) {
    /** Who says it. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
