package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the citations in a Markdown text: {@code [path:first-last]} or {@code [path:line]}, outside of fenced code. Of a slice, as in
 * {@code rows[1:2]}, a citation is told by its path: it has a letter, and a slash or a dot; a bare name counts where no index could stand.
 * Linear in the text.
 */
public final class Citations {
    private static final int LONGEST = 1_000;
    private static final int MOST_DIGITS = 7;
    private static final Pattern LINES = Pattern.compile("L?\\d+(?:-L?\\d+)?");

    private Citations() {}

    /**
     * A citation where it stands.
     *
     * @param start the offset of its opening bracket
     * @param end the offset after its closing bracket
     */
    public record Found(Citation citation, int start, int end) {}

    /**
     * What is written as a citation and can be none: its lines are in no file, or its path leads out of the repository.
     *
     * @param written with its brackets
     * @param start the offset of its opening bracket
     * @param end the offset after its closing bracket
     */
    public record Broken(String written, int start, int end) {}

    /**
     * Something in brackets.
     *
     * @param index whether it may be the index of an expression, since it stands in code or behind a name
     */
    private record Bracket(String inner, int start, int end, boolean index) {
        Optional<Citation> citation() {
            return parse(inner).filter(citation -> isNamed(citation.path().value(), index));
        }

        boolean broken() {
            int colon = inner.lastIndexOf(':');
            return colon > 0
                    && LINES.matcher(inner.substring(colon + 1)).matches()
                    && isNamed(inner.substring(0, colon), true)
                    && !inner.contains("://")
                    && parse(inner).isEmpty();
        }
    }

    /** The citations in the order of the text, each as often as it is written. */
    public static List<Found> find(String markdown) {
        return brackets(markdown).stream()
                .flatMap(bracket ->
                        bracket.citation().stream().map(citation -> new Found(citation, bracket.start, bracket.end)))
                .toList();
    }

    /** What looks like a citation and is none, in the order of the text. */
    public static List<Broken> broken(String markdown) {
        return brackets(markdown).stream()
                .filter(Bracket::broken)
                .map(bracket -> new Broken("[" + bracket.inner + "]", bracket.start, bracket.end))
                .toList();
    }

    private static List<Bracket> brackets(String markdown) {
        List<Bracket> found = new ArrayList<>();
        for (Fences.Line line : Fences.lines(markdown)) {
            if (!line.fenced()) {
                findIn(markdown, line.start(), line.end(), found);
            }
        }
        return found;
    }

    private static void findIn(String text, int from, int to, List<Bracket> found) {
        int open = -1;
        boolean code = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '[') {
                open = i;
            } else if (c == ']' && open >= 0) {
                if (i + 1 - open <= LONGEST) {
                    boolean index = code || (open > from && isOfName(text.charAt(open - 1)));
                    found.add(new Bracket(text.substring(open + 1, i), open, i + 1, index));
                }
                open = -1;
            } else if (c == '`' && (i == from || text.charAt(i - 1) != '`')) {
                code = !code; // each run of marks begins or ends a span
            }
        }
    }

    /** Of a name in a programming language; languages that are written without blanks have other letters. */
    private static boolean isOfName(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isNamed(String path, boolean index) {
        return path.chars().anyMatch(Character::isLetter)
                && (!index || path.indexOf('/') >= 0 || path.indexOf('.') >= 0);
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
