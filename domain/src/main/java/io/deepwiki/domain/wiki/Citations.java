package io.deepwiki.domain.wiki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the citations in a Markdown text, outside of fenced code: {@code [path:first-last]}, {@code [path:line]}, and what models write
 * instead of it: several in one pair of brackets, other hyphens, {@code #L} for the colon, marks of code around the path, Asian brackets.
 * Linear in the text.
 */
public final class Citations {
    private static final int LONGEST = 1_000;

    private Citations() {}

    /** Something in brackets that is meant as a citation. */
    public sealed interface Cited {
        /** The offset of its opening bracket. */
        int start();

        /** The offset after its closing bracket. */
        int end();
    }

    /**
     * Citations in one pair of brackets.
     *
     * @param citations at least one
     * @param certain whether nothing else can be meant; else it is a citation only if there is such a file: {@code [Makefile:3]} may be one,
     *     {@code [Figure:3]} and the slice {@code rows[self.key:3]} are none
     */
    public record Found(List<Citation> citations, int start, int end, boolean certain) implements Cited {
        public Found {
            citations = List.copyOf(citations);
        }
    }

    /** What is written as a citation and can be none: its lines are in no file, or its path leads out of the repository. */
    public record Broken(int start, int end) implements Cited {}

    /** All of them, in the order of the text. */
    public static List<Cited> in(String markdown) {
        List<Cited> cited = new ArrayList<>();
        for (Fences.Line line : Fences.lines(markdown)) {
            if (!line.fenced()) {
                new LineScan(markdown, line.start(), line.end(), cited).scan();
            }
        }
        return cited;
    }

    /** Those that can be citations, in the order of the text, each as often as it is written. */
    public static List<Found> find(String markdown) {
        return in(markdown).stream()
                .flatMap(cited -> cited instanceof Found found ? Stream.of(found) : Stream.empty())
                .toList();
    }

    /** Reads a line from its beginning to its end. */
    private static final class LineScan {
        private final String text;
        private final int from;
        private final int to;
        private final List<Cited> cited;
        private int open = -1;
        private boolean openInCode;
        private boolean code;

        private LineScan(String text, int from, int to, List<Cited> cited) {
            this.text = text;
            this.from = from;
            this.to = to;
            this.cited = cited;
        }

        private void scan() {
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c == '[' || c == '【') {
                    open = i;
                    openInCode = code;
                } else if ((c == ']' || c == '】') && open >= 0) {
                    bracket(open, i + 1).ifPresent(cited::add);
                    open = -1;
                } else if (c == '`' && before(i) != '`') {
                    code = !code; // each run of marks begins or ends a span
                }
            }
        }

        private Optional<Cited> bracket(int start, int end) {
            char before = before(start);
            char after = end < to ? text.charAt(end) : ' ';
            boolean index = isOfName(before);
            boolean image = before == '!' && after == '(';
            if (end - start > LONGEST || image || (index && openInCode)) {
                return Optional.empty();
            }
            boolean alone = !openInCode || (before == '`' && after == '`');
            boolean certain = !index && alone && after != '(';
            return CitationText.of(text.substring(start + 1, end - 1)).flatMap(written -> {
                if (written.citations().isEmpty()) {
                    return written.isPlain() && certain ? Optional.of(new Broken(start, end)) : Optional.empty();
                }
                return Optional.of(new Found(written.citations(), start, end, certain && written.isPlain()));
            });
        }

        private char before(int at) {
            return at > from ? text.charAt(at - 1) : ' ';
        }

        /** Of a name in a programming language; languages that are written without blanks have other letters. */
        private static boolean isOfName(char c) {
            return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
        }
    }
}
