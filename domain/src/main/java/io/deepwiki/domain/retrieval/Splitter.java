package io.deepwiki.domain.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a piece that is too large where a reader would pause: before a line that follows a blank one, else before a line with little
 * indentation; into parts of about the same size.
 */
final class Splitter {
    private final Lines lines;
    private final boolean[] glued;

    /** @param glued for each line whether it should stay with the one before it */
    Splitter(Lines lines, boolean[] glued) {
        this.lines = lines;
        this.glued = glued;
    }

    /** The piece, or its parts in order; each fits the limits unless it is a single line. */
    List<Piece> split(Piece piece) {
        List<Piece> parts = new ArrayList<>();
        int first = piece.first();
        while (first <= piece.last()) {
            Piece rest = piece.with(first, piece.last());
            int last = rest.fits(lines, Piece.MOST_LINES, Piece.MOST_CHARACTERS) ? piece.last() : lastOfPart(rest);
            if (!lines.allBlank(first, last)) {
                parts.add(piece.with(first, last));
            }
            first = last + 1;
        }
        return parts;
    }

    private int lastOfPart(Piece rest) {
        int first = rest.first();
        double parts = Math.max(
                Math.ceil((rest.last() - first + 1) / (double) Piece.MANY_LINES),
                Math.ceil(lines.characters(first, rest.last()) / (double) Piece.MANY_CHARACTERS));
        double wantedLines = (rest.last() - first + 1) / parts;
        double wantedCharacters = lines.characters(first, rest.last()) / parts;
        int best = first;
        double bestCost = Double.MAX_VALUE;
        for (int last = first;
                last < rest.last() && rest.with(first, last).fits(lines, Piece.MANY_LINES, Piece.MOST_CHARACTERS);
                last++) {
            double filled = Math.max(
                    (last - first + 1) / wantedLines, lines.characters(first, last) / Math.max(1.0, wantedCharacters));
            double cost = cost(last + 1) + 60 * Math.abs(1 - Math.min(filled, 2));
            if (cost <= bestCost) {
                best = last;
                bestCost = cost;
            }
        }
        return best;
    }

    /** What it costs to cut before a line: nothing after a blank line at no indentation, most inside of something glued. */
    private double cost(int line) {
        if (lines.blank(line)) {
            return 30;
        }
        char opening = lines.opening(line);
        boolean closes = opening == '}' || opening == ')' || opening == ']';
        double indentation = Math.min(lines.indent(line), 40);
        return indentation + (lines.blank(line - 1) ? 0 : 15) + (closes ? 20 : 0) + (glued[line - 1] ? 100 : 0);
    }
}
