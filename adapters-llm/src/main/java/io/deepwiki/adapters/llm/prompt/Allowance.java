package io.deepwiki.adapters.llm.prompt;

import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import java.util.function.ToIntFunction;

/** The tokens that a prompt may still take. What does not fit is left out whole, or cut where that is asked for. */
public final class Allowance {
    private static final String LEFT_OUT = "\n[… left out …]\n";

    private final ToIntFunction<String> count;
    private int left;
    private int taken;

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

    /** The tokens that were taken. */
    int taken() {
        return taken;
    }

    int left() {
        return left;
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
        return fits(text, left);
    }

    /** Takes the text if it has no more tokens than these, and fits. */
    boolean fits(String text, int most) {
        int tokens = count.applyAsInt(text);
        if (tokens > Math.min(left, most)) {
            return false;
        }
        left -= tokens;
        taken += tokens;
        return true;
    }

    /**
     * Takes as much of the text as fits into so many tokens, by leaving out its middle: who pastes much says at the beginning or at the end what
     * is wanted.
     */
    String shortened(String text, int most) {
        String kept = text;
        while (!fits(kept, most)) {
            int tokens = count.applyAsInt(kept);
            long fitting = (long) (text.length() * 0.9 * Math.min(left, most) / count.applyAsInt(text));
            int keep = (int) Math.min(fitting, (long) (kept.length() * 0.9 * Math.min(left, most) / tokens));
            if (keep < 2 * LEFT_OUT.length()) {
                throw new ModelException(new TooLong());
            }
            kept = withoutMiddle(text, keep - LEFT_OUT.length());
        }
        return kept;
    }

    private static String withoutMiddle(String text, int keep) {
        int head = text.offsetByCodePoints(0, text.codePointCount(0, keep * 2 / 3));
        int tail = text.length() - keep / 3;
        if (Character.isLowSurrogate(text.charAt(tail))) {
            tail++;
        }
        return text.substring(0, head) + LEFT_OUT + text.substring(tail);
    }
}
