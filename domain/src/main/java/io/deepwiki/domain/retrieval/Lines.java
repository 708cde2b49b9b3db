package io.deepwiki.domain.retrieval;

import java.util.Arrays;

/** A text seen as lines that end with LF, counted from 1. */
final class Lines {
    private static final int BLANK = -1;

    private final String text;
    /** Where each line begins; one more than there are lines. */
    private final int[] starts;
    /** How far each line is indented, in characters; {@link #BLANK} when there is nothing in it. */
    private final int[] indents;

    Lines(String text) {
        this.text = text;
        int count = count(text);
        starts = new int[count + 1];
        indents = new int[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            starts[i] = start;
            indents[i] = indent(start, end);
            start = end + 1;
        }
        starts[count] = start;
    }

    int count() {
        return indents.length;
    }

    boolean blank(int line) {
        return indents[line - 1] == BLANK;
    }

    boolean allBlank(int first, int last) {
        return Arrays.stream(indents, first - 1, last).allMatch(indent -> indent == BLANK);
    }

    int indent(int line) {
        return indents[line - 1];
    }

    /** The first character of a line that is not white; the line must not be blank. */
    char opening(int line) {
        return text.charAt(starts[line - 1] + indents[line - 1]);
    }

    /** How many characters these lines have, without the last line's end. */
    int characters(int first, int last) {
        return Math.max(0, starts[last] - 1 - starts[first - 1]);
    }

    /** These lines, without the last line's end, at most {@code most} characters, whole code points. */
    String text(int first, int last, int most) {
        int start = starts[first - 1];
        int end = Math.min(start + most, start + characters(first, last));
        boolean cutsPair = end < text.length() && end > start && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(start, cutsPair && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end);
    }

    private static int count(String text) {
        int count = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        return count;
    }

    private int indent(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return i - start;
            }
        }
        return BLANK;
    }
}
