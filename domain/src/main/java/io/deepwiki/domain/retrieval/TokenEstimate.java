package io.deepwiki.domain.retrieval;

/**
 * Estimates how many tokens a language model takes for a text, without its tokenizer: about four characters of English or code a token (the
 * rule of thumb that OpenAI publishes for its models), one token for each Chinese, Japanese or Korean character, and two characters a
 * token for other scripts. Good for deciding what fits, not for a bill.
 */
public final class TokenEstimate {
    private TokenEstimate() {}

    /** The estimate, rounded up; 0 for the empty text alone. */
    public static int of(String text) {
        long quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                quarters += 1;
            } else if (Words.isRunTogether(c)) {
                quarters += 4;
            } else {
                quarters += 2;
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, (quarters + 3) / 4);
    }
}
