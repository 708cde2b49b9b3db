package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a pair of brackets, if it has the form of citations.
 *
 * @param citations empty if they can be none: their lines are in no file, or their paths lead out of the repository
 * @param isPlain whether each path is plainly one of a file, and not a word, a number or an expression
 */
record CitationText(List<Citation> citations, boolean isPlain) {
    private static final String NUMBER = "L?(\\d{1,18})";
    private static final String HYPHEN = "[-\u2010-\u2015]";
    private static final Pattern LINES = Pattern.compile(NUMBER + "(?: ?" + HYPHEN + " ?" + NUMBER + ")?");
    private static final Pattern BETWEEN = Pattern.compile("[,;] ?");
    private static final Pattern ENDING = Pattern.compile("\\.\\p{L}");
    private static final int MOST_DIGITS = 7;

    CitationText {
        citations = List.copyOf(citations);
    }

    /** Lines of a file as they are written; the numbers may be too large for any file. */
    private record Piece(String path, long first, long last, boolean spaced) {
        Optional<Citation> citation() {
            long most = (long) Math.pow(10, MOST_DIGITS);
            if (first < 1 || last < first || last >= most || !isPath(path)) {
                return Optional.empty();
            }
            return Optional.of(new Citation(new SourcePath(path), new LineRange((int) first, (int) last)));
        }

        /** A file's name with an ending, or a path into a folder; before a colon and a blank also words may stand. */
        boolean isPlain() {
            boolean oneWord = path.indexOf(' ') < 0;
            return (oneWord && ENDING.matcher(path).find()) || (path.indexOf('/') >= 0 && !(spaced && !oneWord));
        }
    }

    /** Reads what stands between two brackets; empty if that has not the form of citations. Blanks at its ends are not part of the form. */
    static Optional<CitationText> of(String inner) {
        boolean quoted = inner.length() > 2 && inner.startsWith("`") && inner.endsWith("`");
        String text = quoted ? inner.substring(1, inner.length() - 1) : inner;
        if (text.isEmpty() || !text.strip().equals(text)) {
            return Optional.empty();
        }
        return several(text).or(() -> piece(text).map(List::of)).map(CitationText::of);
    }

    private static CitationText of(List<Piece> pieces) {
        List<Citation> citations =
                pieces.stream().flatMap(piece -> piece.citation().stream()).toList();
        boolean all = citations.size() == pieces.size();
        return new CitationText(all ? citations : List.of(), pieces.stream().allMatch(Piece::isPlain));
    }

    /** {@code a.c:1-2, 7, b.c:3}: lines alone are of the file before them. A path with a comma in it is not read as several. */
    private static Optional<List<Piece>> several(String text) {
        List<Piece> pieces = new ArrayList<>();
        for (String part : BETWEEN.split(text, -1)) {
            String written = !pieces.isEmpty() && LINES.matcher(part).matches()
                    ? pieces.getLast().path() + ":" + part
                    : part;
            Optional<Piece> piece = piece(written);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            pieces.add(piece.get());
        }
        return Optional.of(pieces);
    }

    private static Optional<Piece> piece(String text) {
        int at = Math.max(text.lastIndexOf(':'), Math.max(text.lastIndexOf("#L"), text.lastIndexOf('†')));
        if (at <= 0 || text.substring(0, at).chars().noneMatch(Character::isLetter) || text.contains("://")) {
            return Optional.empty();
        }
        String behind = text.substring(at + 1);
        Matcher lines = LINES.matcher(behind.strip());
        if (!lines.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(lines.group(1));
        long last = lines.group(2) == null ? first : Long.parseLong(lines.group(2));
        return Optional.of(new Piece(text.substring(0, at), first, last, behind.startsWith(" ")));
    }

    private static boolean isPath(String path) {
        if (path.isBlank() || path.startsWith("/") || !path.strip().equals(path) || path.indexOf('\0') >= 0) {
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
