package io.deepwiki.domain.access;

/**
 * The principal behind a request: the API key it came with, known only by a fingerprint.
 *
 * @param keyId the first 32 hexadecimal digits of the key's SHA-256, or {@code "anonymous"} when no key is asked for
 */
public record Caller(String keyId) {
    /** Whoever asks while API keys are switched off. */
    public static final Caller ANONYMOUS = new Caller("anonymous");

    public Caller {
        if (keyId.isBlank()) {
            throw new IllegalArgumentException("a caller needs the id of a key");
        }
    }
}
