package io.deepwiki.domain.llm;

/**
 * How much a model takes and gives.
 *
 * @param window tokens of prompt and answer together
 * @param answer most tokens of an answer
 */
public record ModelLimits(int window, int answer) {
    private static final int LARGEST_SHARE_OF_ANSWER = 4;

    public ModelLimits {
        if (answer < 1 || window <= answer) {
            throw new IllegalArgumentException("a window holds an answer and a prompt");
        }
    }

    /** The tokens that are kept free for an answer: all it may have, but no more than a quarter of the window. */
    public int room() {
        return Math.max(1, Math.min(answer, window / LARGEST_SHARE_OF_ANSWER));
    }

    /** The most tokens of a prompt that leave that room. */
    public int prompt() {
        return window - room();
    }
}
