package io.deepwiki.domain.wiki;

import java.util.ArrayList;
import java.util.List;

/** Tells the lines of fenced code from the others in a Markdown text, as CommonMark does. */
final class Fences {
    private static final int LEAST_MARKS = 3;

    private Fences() {}

    /**
     * A line of the text.
     *
     * @param start the offset of its first character
     * @param end the offset after its last, before its end of line
     * @param fenced whether it belongs to fenced code, its fences included
     * @param opens whether it is the fence that opens it
     * @param closes whether it is the fence that closes it
     */
    record Line(int start, int end, boolean fenced, boolean opens, boolean closes) {}

    /** All lines, in order. */
    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int fence = 0;
        char mark = ' ';
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int first = indented(text, start, end);
            int marks = marks(text, first, end);
            boolean opens = fence == 0 && marks >= LEAST_MARKS && !inlineCode(text, first, marks, end);
            boolean closes =
                    fence > 0 && marks >= fence && text.charAt(first) == mark && blank(text, first + marks, end);
            lines.add(new Line(start, end, fence > 0 || opens, opens, closes));
            if (opens) {
                fence = marks;
                mark = text.charAt(first);
            } else if (closes) {
                fence = 0;
            }
            start = end + 1;
        }
        return lines;
    }

    /** What is written behind an opening fence: the language. */
    static String language(String text, Line fence) {
        int first = indented(text, fence.start(), fence.end());
        int marks = marks(text, first, fence.end());
        return text.substring(first + marks, fence.end()).strip();
    }

    /** The offset after the marks of a fence. */
    static int marksEnd(String fence) {
        int first = indented(fence, 0, fence.length());
        return first + marks(fence, first, fence.length());
    }

    private static int indented(String text, int start, int end) {
        int at = start;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int marks(String text, int first, int end) {
        int at = first;
        if (first < end && (text.charAt(first) == '`' || text.charAt(first) == '~')) {
            while (at < end && text.charAt(at) == text.charAt(first)) {
                at++;
            }
        }
        return at - first;
    }

    private static boolean inlineCode(String text, int first, int marks, int end) {
        int next =
                text.charAt(first) == '`' ? text.substring(first + marks, end).indexOf('`') : -1;
        return next >= 0;
    }

    private static boolean blank(String text, int start, int end) {
        return text.substring(start, end).isBlank();
    }
}
