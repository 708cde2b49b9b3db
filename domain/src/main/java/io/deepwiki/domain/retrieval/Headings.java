package io.deepwiki.domain.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Cuts Markdown before its headings; what looks like one inside fenced code is code. */
final class Headings {
    private static final int LONGEST_HEADING = 200;

    private final Lines lines;
    private final boolean[] fenced;
    private final List<Piece> pieces = new ArrayList<>();
    private final String[] open = new String[7];

    private Headings(Lines lines) {
        this.lines = lines;
        this.fenced = fenced(lines);
        Arrays.fill(open, "");
    }

    /** Pieces in the order of lines that cover every line once; blank ones are left out. */
    static List<Piece> of(Lines lines) {
        return new Headings(lines).cut();
    }

    private List<Piece> cut() {
        int start = 1;
        for (int line = 1; line <= lines.count(); line++) {
            int level = fenced[line - 1] || lines.blank(line) ? 0 : level(line);
            if (level > 0) {
                add(start, line - 1);
                start = line;
                open(level, line);
            }
        }
        add(start, lines.count());
        return pieces;
    }

    private void add(int first, int last) {
        if (first <= last && !lines.allBlank(first, last)) {
            String path =
                    Arrays.stream(open).filter(heading -> !heading.isEmpty()).collect(Collectors.joining(" > "));
            pieces.add(new Piece(first, last, List.of(), List.of(), path));
        }
    }

    private void open(int level, int line) {
        String text = text(line).strip();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '#' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        int start = 0;
        while (start < end && (text.charAt(start) == '#' || text.charAt(start) == ' ')) {
            start++;
        }
        open[level] = text.substring(start, Math.max(start, end));
        for (int deeper = level + 1; deeper < open.length; deeper++) {
            open[deeper] = "";
        }
    }

    /** 1 to 6 for a heading, else 0; one that is underlined begins at the line above its underline. */
    private int level(int line) {
        if (lines.indent(line) > 3) {
            return 0;
        }
        if (lines.opening(line) == '#') {
            String text = text(line).strip();
            int marks = 0;
            while (marks < text.length() && text.charAt(marks) == '#') {
                marks++;
            }
            return marks <= 6 && (marks == text.length() || text.charAt(marks) == ' ') ? marks : 0;
        }
        boolean opensParagraph = line == 1 || lines.blank(line - 1);
        if (!opensParagraph || line == lines.count() || fenced[line] || lines.blank(line + 1)) {
            return 0;
        }
        String below = text(line + 1).strip();
        boolean ruled = lines.opening(line) != '-' && lines.opening(line) != '|' && below.length() > 1;
        return ruled && below.chars().allMatch(c -> c == '=')
                ? 1
                : ruled && below.chars().allMatch(c -> c == '-') ? 2 : 0;
    }

    private String text(int line) {
        return lines.text(line, line, LONGEST_HEADING);
    }

    /** For each line whether it belongs to fenced code, the fences included. */
    static boolean[] fenced(Lines lines) {
        boolean[] fenced = new boolean[lines.count()];
        String fence = "";
        for (int line = 1; line <= lines.count(); line++) {
            String marks = lines.blank(line) ? "" : fence(lines, line);
            fenced[line - 1] = !fence.isEmpty() || !marks.isEmpty();
            if (fence.isEmpty()) {
                fence = marks;
            } else if (marks.startsWith(fence)
                    && marks.length()
                            == lines.text(line, line, LONGEST_HEADING).strip().length()) {
                fence = "";
            }
        }
        return fenced;
    }

    /** The three or more marks that open or close fenced code; empty if there are none. */
    private static String fence(Lines lines, int line) {
        char mark = lines.opening(line);
        if (mark != '`' && mark != '~') {
            return "";
        }
        String text = lines.text(line, line, LONGEST_HEADING).strip();
        int count = 0;
        while (count < text.length() && text.charAt(count) == mark) {
            count++;
        }
        boolean inlineCode = mark == '`' && text.indexOf('`', count) >= 0;
        return count >= 3 && !inlineCode ? text.substring(0, count) : "";
    }
}
