package io.deepwiki.adapters.llm.builtin;

import java.util.Locale;

/** Small corrections that make words a sentence. */
final class Prose {
    private Prose() {}

    /** With a full stop, unless it ends already. */
    static String closed(String sentence) {
        String text = sentence.strip();
        return text.isEmpty() || text.matches("(?s).*[.!?。…:][”\")*]?") ? text : text + ".";
    }

    /** With a capital first letter. */
    static String opened(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
