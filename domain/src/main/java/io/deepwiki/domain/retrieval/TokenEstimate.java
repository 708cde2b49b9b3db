package io.deepwiki.domain.retrieval;

/**
 * How many tokens a model would count in a text, about: four ASCII characters make one (the rule of thumb that model providers document
 * for English), every other character counts for itself.
 */
public final class TokenEstimate {
    private static final int ASCII_PER_TOKEN = 4;

    private TokenEstimate() {}

    /** The estimate; 0 for an empty text only. */
    public static int of(String text) {
        int ascii = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x80) {
                ascii++;
            }
        }
        return Math.ceilDiv(ascii, ASCII_PER_TOKEN) + (text.length() - ascii);
    }
}
