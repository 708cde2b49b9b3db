package io.deepwiki.domain.access;

/** A text that must not reach a log, an error, a URL or a table in clear: its {@code toString} hides it. */
public record Secret(String reveal) {
    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
