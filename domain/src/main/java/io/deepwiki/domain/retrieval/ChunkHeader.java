package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what a chunk is, in words that people search by but code does not hold: where it stands, what it belongs to. */
final class ChunkHeader {
    private static final int MOST_SYMBOLS = 12;
    private static final int MOST_SIGNATURES = 3;
    private static final int LONGEST_LINE = 400;

    private final String opening;

    ChunkHeader(SourcePath path, SourceLanguage language) {
        String name = path.fileName();
        int dot = name.lastIndexOf('.');
        String words = Identifiers.inWords(dot > 0 ? name.substring(0, dot) : name);
        String label = language == SourceLanguage.OTHER ? "" : " (" + language.label() + ")";
        opening = path + "\n" + cut(words) + label;
    }

    String of(Piece piece) {
        List<String> header = new ArrayList<>(List.of(opening));
        addIfAny(piece.heading(), header);
        List<Symbol> symbols = piece.symbols();
        addIfAny(
                Stream.concat(symbols.stream(), piece.inner().stream())
                        .distinct()
                        .limit(MOST_SYMBOLS)
                        .map(Symbol::qualifiedName)
                        .collect(Collectors.joining(", ")),
                header);
        for (Symbol symbol : symbols.subList(0, Math.min(symbols.size(), MOST_SIGNATURES))) {
            addIfAny(symbol.signature(), header);
            addIfAny(symbol.doc(), header);
        }
        return String.join("\n", header);
    }

    /** The declaration that a piece belongs to: the one it mostly is, else what its declarations have in common, else the first. */
    static String symbol(Piece piece) {
        List<Symbol> symbols = piece.symbols();
        if (symbols.isEmpty()) {
            return "";
        }
        for (Symbol symbol : symbols) {
            int from = Math.max(piece.first(), symbol.lines().first());
            int to = Math.min(piece.last(), symbol.lines().last());
            boolean inner = symbols.stream()
                    .noneMatch(
                            other -> !other.equals(symbol) && other.container().equals(symbol.qualifiedName()));
            if (inner && (to - from + 1) * 2 > piece.last() - piece.first() + 1) {
                return symbol.qualifiedName();
            }
        }
        String common = symbols.getFirst().qualifiedName();
        for (Symbol symbol : symbols) {
            common = common(common, symbol.qualifiedName());
        }
        return common.isEmpty() ? symbols.getFirst().qualifiedName() : common;
    }

    /** The dotted names that both begin with. */
    private static String common(String one, String other) {
        String shorter = one;
        while (!shorter.isEmpty() && !other.equals(shorter) && !other.startsWith(shorter + ".")) {
            shorter = shorter.substring(0, Math.max(0, shorter.lastIndexOf('.')));
        }
        return shorter;
    }

    private static void addIfAny(String line, List<String> header) {
        if (!line.isBlank()) {
            header.add(cut(line.replace('\n', ' ')));
        }
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        return line.substring(
                0, Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE);
    }
}
