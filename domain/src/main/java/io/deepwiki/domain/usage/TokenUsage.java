package io.deepwiki.domain.usage;

/**
 * Tokens that a model was sent and wrote.
 *
 * @param estimated whether the numbers are our own estimate, not the provider's count
 */
public record TokenUsage(long prompt, long completion, boolean estimated) {
    public static final TokenUsage NONE = new TokenUsage(0, 0, false);

    public TokenUsage {
        if (prompt < 0 || completion < 0) {
            throw new IllegalArgumentException("tokens are counted from 0 upwards");
        }
    }

    public long total() {
        return prompt + completion;
    }

    /** Both together; an estimate as soon as one of them is. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(prompt + other.prompt, completion + other.completion, estimated || other.estimated);
    }
}
