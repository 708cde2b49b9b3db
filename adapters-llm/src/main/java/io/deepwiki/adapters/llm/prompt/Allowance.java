package io.deepwiki.adapters.llm.prompt;

import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.domain.retrieval.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The tokens that a prompt may take. What does not fit is left out whole, or cut where that is asked for. Counting tokens is slow, and no text
 * has more tokens than bytes: as long as the bytes fit, nothing is counted.
 */
public final class Allowance {
    private static final String LEFT_OUT = "\n[… left out …]\n";

    private final int limit;
    private final ToIntFunction<String> count;
    private final List<String> uncounted = new ArrayList<>();
    /** Bytes of the uncounted texts. */
    private int bytes;
    /** Tokens of the others. */
    private int counted;

    /**
     * For one prompt.
     *
     * @param limit the most tokens, 1 or more
     * @param count how many tokens a text has, never more than it has bytes in UTF-8
     */
    public Allowance(int limit, ToIntFunction<String> count) {
        this.limit = limit;
        this.count = count;
    }

    /** An allowance of its own for a part of the prompt: a share of what is left. What it takes is taken here by {@link #take}. */
    Allowance share(int of, int parts) {
        return new Allowance((int) ((long) left() * of / parts), count);
    }

    /** Takes what a share has taken. */
    void take(Allowance share) {
        uncounted.addAll(share.uncounted);
        bytes += share.bytes;
        counted += share.counted;
    }

    /** How many tokens there are at least. */
    private int left() {
        return limit - counted - bytes;
    }

    /** About how many tokens were taken; nothing is counted for this. */
    int estimate() {
        return counted + uncounted.stream().mapToInt(TokenEstimate::of).sum();
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
        long upper = upperBytes(text);
        if (upper <= left()) {
            uncounted.add(text);
            bytes += (int) upper;
            return true;
        }
        countAll();
        int tokens = count.applyAsInt(text);
        if (tokens > left()) {
            return false;
        }
        counted += tokens;
        return true;
    }

    private void countAll() {
        uncounted.forEach(text -> counted += count.applyAsInt(text));
        uncounted.clear();
        bytes = 0;
    }

    private static long upperBytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }

    /**
     * Takes as much of the text as fits, by leaving out its middle: who pastes much says at the beginning or at the end what is wanted.
     *
     * @throws ModelException TooLong if next to nothing would be left
     */
    String shortened(String text) {
        return shortenedIfAny(text).orElseThrow(() -> new ModelException(new TooLong()));
    }

    /** The same for what can be left out: empty, and nothing taken, if next to nothing would be left. */
    Optional<String> shortenedIfAny(String text) {
        String kept = text;
        while (!fits(kept)) {
            int keep = (int) (kept.length() * 0.9 * left() / count.applyAsInt(kept));
            if (keep < 2 * LEFT_OUT.length()) {
                return Optional.empty();
            }
            kept = withoutMiddle(text, keep - LEFT_OUT.length());
        }
        return Optional.of(kept);
    }

    private static String withoutMiddle(String text, int keep) {
        int head = keep * 2 / 3;
        if (Character.isHighSurrogate(text.charAt(head - 1))) {
            head--;
        }
        int tail = text.length() - keep / 3;
        if (Character.isLowSurrogate(text.charAt(tail))) {
            tail++;
        }
        return text.substring(0, head) + LEFT_OUT + text.substring(tail);
    }
}
