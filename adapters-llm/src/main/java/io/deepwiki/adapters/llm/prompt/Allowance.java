package io.deepwiki.adapters.llm.prompt;

import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import java.util.function.ToIntFunction;

/** The tokens that a prompt may still take. What does not fit is left out whole. */
public final class Allowance {
    private final ToIntFunction<String> count;
    private int left;

    /**
     * For one prompt.
     *
     * @param tokens 1 or more
     * @param count how many tokens a text has
     */
    public Allowance(int tokens, ToIntFunction<String> count) {
        this.left = tokens;
        this.count = count;
    }

    /** Takes what cannot be left out. */
    String need(String text) {
        if (!fits(text)) {
            throw new ModelException(new TooLong());
        }
        return text;
    }

    /** Takes the text if it fits. */
    boolean fits(String text) {
        int tokens = count.applyAsInt(text);
        if (tokens > left) {
            return false;
        }
        left -= tokens;
        return true;
    }
}
