package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.Symbol;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a file that is searched and shown as one: a member of a type, a section of a document, a block of lines.
 *
 * @param ordinal its place in the file, from 0
 * @param symbol the qualified name of the declaration it belongs to; empty if there is none
 * @param header what it is, in words: path, file name in words, symbols, signature, first sentence of documentation; searched with the text
 * @param text the lines themselves, without the last line's end
 * @param contentHash SHA-256 of header and text, in hexadecimal: equal chunks share what is derived from them
 */
public record Chunk(int ordinal, String symbol, LineRange lines, String header, String text, String contentHash) {
    /** About how many tokens of a language model header and text are. */
    public int estimatedTokens() {
        return TokenEstimate.of(header) + TokenEstimate.of(text);
    }

    /**
     * The chunk of a file in which a symbol of it begins; the symbol's own before one that it shares.
     *
     * @return empty if no chunk holds its first line
     */
    public static Optional<Chunk> declaring(List<Chunk> chunks, Symbol symbol) {
        List<Chunk> holding = chunks.stream()
                .filter(chunk -> chunk.lines.first() <= symbol.lines().first()
                        && symbol.lines().first() <= chunk.lines.last())
                .toList();
        return holding.stream()
                .filter(chunk -> chunk.symbol.equals(symbol.qualifiedName()))
                .findFirst()
                .or(() -> holding.stream().findFirst());
    }
}
