package io.deepwiki.domain.wiki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the lines of fenced code from the others in a Markdown text, as CommonMark does: in quotes and in items of lists too. */
final class Fences {
    private static final int LEAST_MARKS = 3;
    private static final Pattern QUOTE = Pattern.compile("[ \t]*>");
    private static final Pattern BULLET = Pattern.compile("[ \t]*(?:[-*+]|\\d{1,9}[.)])[ \t]+");

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

    /**
     * Code that is open: it ends with its closing fence, or with the quote or the item of a list that it stands in.
     *
     * @param mark which its fence is made of
     * @param marks how many of them
     * @param quotes how many quotes it stands in
     * @param indent how far its lines are set in by items of lists, in characters
     */
    private record Fence(char mark, int marks, int quotes, int indent) {
        boolean reaches(Place place) {
            return place.quotes >= quotes && (place.blank() || place.column() >= indent);
        }

        boolean isClosedBy(Place place) {
            return place.marks() >= marks
                    && place.text.charAt(place.first) == mark
                    && place.text.substring(place.first + place.marks()).isBlank();
        }
    }

    /**
     * Where the words of a line begin.
     *
     * @param quotes how many marks of quotes are before it
     * @param first the offset of the first character that is no blank, behind the marks of quotes
     * @param inQuote the offset behind the marks of quotes
     */
    private record Place(String text, int quotes, int inQuote, int first) {
        /** Behind so many marks of quotes at most. */
        static Place in(String text, int mostQuotes) {
            int quotes = 0;
            int at = 0;
            Matcher mark = QUOTE.matcher(text);
            while (quotes < mostQuotes && mark.region(at, text.length()).lookingAt()) {
                at = mark.end();
                quotes++;
            }
            return new Place(text, quotes, at, words(text, at));
        }

        /** Behind the marks of items of lists too, of which each line but the first of an item has none. */
        Place inItems() {
            int at = inQuote;
            Matcher bullet = BULLET.matcher(text);
            while (bullet.region(at, text.length()).lookingAt()) {
                at = bullet.end();
            }
            return new Place(text, quotes, inQuote, words(text, at));
        }

        private static int words(String text, int from) {
            int at = from;
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            return at;
        }

        boolean blank() {
            return first == text.length();
        }

        int column() {
            return first - inQuote;
        }

        /** How many marks of a fence stand there. */
        int marks() {
            int at = first;
            if (!blank() && (text.charAt(first) == '`' || text.charAt(first) == '~')) {
                while (at < text.length() && text.charAt(at) == text.charAt(first)) {
                    at++;
                }
            }
            return at - first;
        }

        boolean opens() {
            return marks() >= LEAST_MARKS
                    && (text.charAt(first) == '~'
                            || text.indexOf('`', first + marks()) < 0); // else it is code within the line
        }
    }

    /** All lines, in order. */
    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        Optional<Fence> fence = Optional.empty();
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end);
            Optional<Fence> open = fence.filter(it -> it.reaches(Place.in(line, it.quotes)));
            if (open.isPresent()) {
                boolean closes = open.get().isClosedBy(Place.in(line, open.get().quotes));
                lines.add(new Line(start, end, true, false, closes));
                fence = closes ? Optional.empty() : open;
            } else {
                fence = opened(line);
                lines.add(new Line(start, end, fence.isPresent(), fence.isPresent(), false));
            }
            start = end + 1;
        }
        return lines;
    }

    private static Optional<Fence> opened(String line) {
        Place quoted = Place.in(line, Integer.MAX_VALUE);
        Place place = quoted.inItems();
        if (!place.opens()) {
            return Optional.empty();
        }
        int indent = place.first == quoted.first ? 0 : place.column();
        return Optional.of(new Fence(line.charAt(place.first), place.marks(), place.quotes, indent));
    }

    /** What is written behind an opening fence: the language. */
    static String language(String text, Line fence) {
        String line = text.substring(fence.start(), fence.end());
        return line.substring(marksEnd(line)).strip();
    }

    /** The offset after the marks of an opening fence. */
    static int marksEnd(String fence) {
        Place place = Place.in(fence, Integer.MAX_VALUE).inItems();
        return place.first + place.marks();
    }
}
