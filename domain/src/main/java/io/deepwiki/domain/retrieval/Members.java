package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Cuts code into its members: every function and method, every small type as a whole, and what stands between them. */
final class Members {
    /** Deeper declarations stay with the one around them. */
    private static final int DEEPEST = 32;

    private static final int MOST_NAMED = 20;

    private final Lines lines;
    private final List<Piece> pieces = new ArrayList<>();

    private Members(Lines lines) {
        this.lines = lines;
    }

    /** Pieces in the order of lines that cover every line once; blank ones are left out. */
    static List<Piece> of(Lines lines, List<Symbol> symbols) {
        Members members = new Members(lines);
        members.cut(1, lines.count(), List.of(), forest(symbols, lines.count()));
        return members.pieces;
    }

    /** A declaration with those inside it. */
    private record Node(Symbol symbol, int first, int last, int depth, List<Node> inner) {}

    private static List<Node> forest(List<Symbol> symbols, int lastLine) {
        List<Node> roots = new ArrayList<>();
        Deque<Node> around = new ArrayDeque<>();
        symbols.stream()
                .filter(symbol -> symbol.lines().first() <= lastLine)
                .sorted(Comparator.comparingInt(
                                (Symbol symbol) -> symbol.lines().first())
                        .thenComparing(symbol -> symbol.lines().last(), Comparator.reverseOrder()))
                .forEach(symbol -> {
                    LineRange range = symbol.lines();
                    while (!around.isEmpty() && around.peek().last() < range.first()) {
                        around.pop();
                    }
                    int last = Math.min(
                            range.last(),
                            around.isEmpty() ? lastLine : around.peek().last());
                    Node node = new Node(symbol, range.first(), last, around.size(), new ArrayList<>());
                    (around.isEmpty() ? roots : around.peek().inner()).add(node);
                    if (around.size() < DEEPEST) {
                        around.push(node);
                    }
                });
        return roots;
    }

    private void cut(int first, int last, List<Symbol> within, List<Node> nodes) {
        int next = first;
        for (Node node : nodes) {
            if (node.last() < next) {
                nameInLastPiece(node.symbol());
                continue;
            }
            int start = Math.max(node.first(), next);
            add(next, start - 1, within);
            cutMember(start, node);
            next = node.last() + 1;
        }
        add(next, last, within);
    }

    private void cutMember(int start, Node node) {
        Piece whole = new Piece(start, node.last(), List.of(node.symbol()), inside(node), "");
        boolean container = switch (node.symbol().kind()) {
            case TYPE, MODULE -> !whole.fits(lines, Piece.MANY_LINES, Piece.MANY_CHARACTERS);
            case FUNCTION, METHOD, CONSTANT -> !whole.fits(lines, Piece.MOST_LINES, Piece.MOST_CHARACTERS);
        };
        if (container && !node.inner().isEmpty()) {
            cut(start, node.last(), List.of(node.symbol()), node.inner());
        } else if (!lines.allBlank(start, node.last())) {
            pieces.add(whole);
        }
    }

    private static List<Symbol> inside(Node node) {
        return node.inner().stream().limit(MOST_NAMED).map(Node::symbol).toList();
    }

    /** Two declarations on the same line are in the same piece. */
    private void nameInLastPiece(Symbol symbol) {
        if (!pieces.isEmpty() && pieces.getLast().symbols().size() < MOST_NAMED) {
            Piece piece = pieces.removeLast();
            pieces.add(piece.joinedWith(new Piece(piece.first(), piece.last(), List.of(symbol), List.of(), "")));
        }
    }

    private void add(int first, int last, List<Symbol> symbols) {
        if (first <= last && !lines.allBlank(first, last)) {
            pieces.add(new Piece(first, last, symbols, List.of(), ""));
        }
    }
}
