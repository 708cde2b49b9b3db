package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.Symbol;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A run of lines on its way to become a chunk, or a part of one.
 *
 * @param symbols the declarations that it is, or that it stands in; none for text
 * @param inner declarations inside of these that are not cut out
 * @param heading what stands above it in a document, outermost first; empty for code
 */
record Piece(int first, int last, List<Symbol> symbols, List<Symbol> inner, String heading) {
    /** What a chunk should reach before it takes no more, and should not exceed: lines, and characters at four a token. */
    static final int FEW_LINES = 25;

    static final int MANY_LINES = 45;
    static final int FEW_CHARACTERS = 800;
    static final int MANY_CHARACTERS = 1_600;

    /** What a chunk never exceeds where a line's end allows it: longer text is cut silently by common embedding models. */
    static final int MOST_LINES = 60;

    static final int MOST_CHARACTERS = 1_900;

    private static final int TINY_LINES = 3;
    private static final int TINY_CHARACTERS = 160;

    Piece {
        symbols = List.copyOf(symbols);
        inner = List.copyOf(inner);
    }

    boolean fits(Lines lines, int mostLines, int mostCharacters) {
        return last - first < mostLines && lines.characters(first, last) <= mostCharacters;
    }

    boolean enough(Lines lines) {
        return !fits(lines, FEW_LINES - 1, FEW_CHARACTERS - 1);
    }

    boolean tiny(Lines lines) {
        return fits(lines, TINY_LINES, TINY_CHARACTERS);
    }

    Piece with(int newFirst, int newLast) {
        return new Piece(newFirst, newLast, symbols, inner, heading);
    }

    /** Both as one; the lines between them too. */
    Piece joinedWith(Piece next) {
        return new Piece(
                first,
                next.last,
                union(symbols, next.symbols),
                union(inner, next.inner),
                heading.isEmpty() ? next.heading : heading);
    }

    private static List<Symbol> union(List<Symbol> some, List<Symbol> others) {
        LinkedHashSet<Symbol> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
