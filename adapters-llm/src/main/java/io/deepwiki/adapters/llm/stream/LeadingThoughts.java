package io.deepwiki.adapters.llm.stream;

import java.util.List;

/**
 * Drops what some models write before their answer: thoughts between {@code <think>} and {@code </think>}, or {@code <thinking>} and its end,
 * wherever the pieces are cut. Once there was visible text, nothing is touched. Holds a little text at most, and looks at each character
 * once: there are models that go wrong and write blanks for ever. Used by one thread.
 */
final class LeadingThoughts {
    private static final List<String> MARKS = List.of("<think>", "<thinking>");
    private static final int LONGEST_MARK = 10;

    /** What follows so many blanks is no mark. */
    private static final int MOST_BLANKS = 1_000;

    /** What is not decided yet: a blank beginning, the beginning of a mark, or the end of the thoughts. */
    private final StringBuilder held = new StringBuilder();

    /** So many of the first characters that are held are known to be blank. */
    private int blanks;

    private String end = "";
    private boolean visible;
    private boolean dropped;

    /** What of the text so far is the answer's and has not been given yet; may be empty. */
    String visible(String piece) {
        if (visible) {
            return piece;
        }
        held.append(piece);
        while (step()) {
            // one mark after the other
        }
        return visible ? taken() : "";
    }

    /** What was held back as a possible mark and is none, since nothing follows; thoughts without an end are no answer. */
    String rest() {
        return end.isEmpty() ? taken() : "";
    }

    /** Whether a mark was found and there may be another one. */
    private boolean step() {
        return end.isEmpty() ? begun() : ended();
    }

    private boolean begun() {
        while (blanks < held.length() && blanks <= MOST_BLANKS && Character.isWhitespace(held.charAt(blanks))) {
            blanks++;
        }
        if (blanks > MOST_BLANKS) {
            visible = true;
            return false;
        }
        String text = held.substring(blanks, Math.min(held.length(), blanks + LONGEST_MARK));
        for (String mark : MARKS) {
            if (text.startsWith(mark)) {
                forget(blanks + mark.length());
                end = "</" + mark.substring(1);
                return true;
            }
        }
        visible = MARKS.stream().noneMatch(mark -> mark.startsWith(text));
        return false;
    }

    private void forget(int characters) {
        held.delete(0, characters);
        blanks = 0;
    }

    private boolean ended() {
        int at = held.indexOf(end);
        if (at < 0) {
            forget(Math.max(0, held.length() - end.length() + 1));
            return false;
        }
        forget(at + end.length());
        end = "";
        dropped = true;
        return true;
    }

    /** What is held; without the blank lines that stand between thoughts and an answer. */
    private String taken() {
        String text = dropped ? held.toString().stripLeading() : held.toString();
        held.setLength(0);
        return text;
    }
}
