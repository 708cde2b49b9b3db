package io.deepwiki.adapters.llm.stream;

import java.util.List;

/**
 * Drops what some models write before their answer: thoughts between {@code <think>} and {@code </think>}, or {@code <thinking>} and its end,
 * wherever the pieces are cut. Once there was visible text, nothing is touched. Used by one thread.
 */
final class LeadingThoughts {
    private static final List<String> NAMES = List.of("think", "thinking");

    /** What is not decided yet: a blank beginning, the beginning of a mark, or the end of the thoughts. */
    private final StringBuilder held = new StringBuilder();

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
        String text = held.toString().stripLeading();
        for (String name : NAMES) {
            if (text.startsWith("<" + name + ">")) {
                held.delete(0, held.indexOf("<") + name.length() + 2);
                end = "</" + name + ">";
                return true;
            }
        }
        visible = NAMES.stream().noneMatch(name -> ("<" + name + ">").startsWith(text));
        return false;
    }

    private boolean ended() {
        int at = held.indexOf(end);
        if (at < 0) {
            held.delete(0, Math.max(0, held.length() - end.length() + 1));
            return false;
        }
        held.delete(0, at + end.length());
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
