package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.TokenSink;
import java.util.List;

/** A text while it is written: each block goes to the reader at once, a few words at a time. */
final class Draft {
    private static final int WORDS_A_PIECE = 4;

    private final TokenSink sink;
    private boolean begun;
    private int words;

    Draft(TokenSink sink) {
        this.sink = sink;
    }

    void heading(int level, String text) {
        block("#".repeat(level) + " " + text);
    }

    void paragraph(String text) {
        if (!text.isBlank()) {
            block(text.strip());
        }
    }

    void bullets(List<String> items) {
        if (!items.isEmpty()) {
            block("- " + String.join("\n- ", items));
        }
    }

    void fence(String language, String code) {
        block("```" + language + "\n" + code.stripTrailing() + "\n```");
    }

    void line(String text) {
        push(text + "\n");
        begun = true;
    }

    /** How many words have been written. */
    int words() {
        return words;
    }

    private void block(String text) {
        push((begun ? "\n" : "") + text + "\n");
        begun = true;
    }

    private void push(String text) {
        int from = 0;
        int count = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean wordBegins = Character.isWhitespace(text.charAt(i - 1)) && !Character.isWhitespace(text.charAt(i));
            if (wordBegins && ++count % WORDS_A_PIECE == 0) {
                hand(text.substring(from, i));
                from = i;
            }
        }
        hand(text.substring(from));
        words += count + 1;
    }

    private void hand(String piece) {
        if (Thread.currentThread().isInterrupted()) {
            throw new ReaderGone();
        }
        sink.accept(piece);
    }
}
