package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the citations in a Markdown text: {@code [path:first-last]} or {@code [path:line]}, outside of fenced code. Linear in the text. */
public final class Citations {
    private static final int LONGEST = 1_000;
    private static final int MOST_DIGITS = 7;

    private Citations() {}

    /**
     * A citation where it stands.
     *
     * @param start the offset of its opening bracket
     * @param end the offset after its closing bracket
     */
    public record Found(Citation citation, int start, int end) {}

    /** The citations in the order of the text, each as often as it is written. */
    public static List<Found> find(String markdown) {
        List<Found> found = new ArrayList<>();
        for (Fences.Line line : Fences.lines(markdown)) {
            if (!line.fenced()) {
                findIn(markdown, line.start(), line.end(), found);
            }
        }
        return List.copyOf(found);
    }

    private static void findIn(String text, int from, int to, List<Found> found) {
        int open = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '[') {
                open = i;
            } else if (c == ']' && open >= 0) {
                int start = open;
                int end = i + 1;
                if (end - start <= LONGEST) {
                    parse(text.substring(start + 1, i))
                            .ifPresent(citation -> found.add(new Found(citation, start, end)));
                }
                open = -1;
            }
        }
    }

    /** Reads what stands between the brackets; empty if it is not a citation. */
    static Optional<Citation> parse(String inner) {
        int colon = inner.lastIndexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String lines = inner.substring(colon + 1);
        int hyphen = lines.indexOf('-');
        int first = number(hyphen < 0 ? lines : lines.substring(0, hyphen));
        int last = hyphen < 0 ? first : number(lines.substring(hyphen + 1));
        String path = inner.substring(0, colon);
        if (first < 1 || last < first || !isPath(path)) {
            return Optional.empty();
        }
        return Optional.of(new Citation(new SourcePath(path), new LineRange(first, last)));
    }

    /** The number, or 0 if it is none. A letter L before it, as in links to Git hosts, is allowed. */
    private static int number(String text) {
        String digits = text.startsWith("L") ? text.substring(1) : text;
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : 0;
    }

    private static boolean isPath(String path) {
        if (path.isBlank()
                || path.startsWith("/")
                || !path.strip().equals(path)
                || path.indexOf('\0') >= 0
                || path.contains("://")) {
            return false;
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
