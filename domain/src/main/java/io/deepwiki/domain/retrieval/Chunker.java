package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Cuts a file into chunks: code by member where its outline is known, Markdown by heading, the rest at blank lines and shallow
 * indentation. Small neighbours come together, large pieces are divided, towards 25 to 45 lines and 200 to 400 tokens.
 *
 * <p>Every line that is not blank is in exactly one chunk. A chunk has at most 1,900 characters unless it is a single longer line, of which
 * the first 4,000 are kept. The same file always gives the same chunks; the time is linear in its length.
 */
public final class Chunker {
    private static final int LONGEST_TEXT = 4_000;

    private Chunker() {}

    /**
     * The chunks in the order of lines; none for a blank file.
     *
     * @param outline {@link FileOutline#EMPTY} when the syntax is not known
     * @param text with lines that end with LF
     */
    public static List<Chunk> chunk(SourcePath path, SourceLanguage language, FileOutline outline, String text) {
        Lines lines = new Lines(text);
        if (lines.count() == 0) {
            return List.of();
        }
        boolean markdown = language == SourceLanguage.MARKDOWN;
        Splitter splitter = new Splitter(lines, markdown ? glued(lines) : new boolean[lines.count()]);
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : markdown ? Headings.of(lines) : Members.of(lines, outline.symbols())) {
            pieces.addAll(splitter.split(piece));
        }
        ChunkHeader header = new ChunkHeader(path, language);
        List<Chunk> chunks = new ArrayList<>();
        for (Piece piece : merged(pieces, lines)) {
            chunks.add(chunk(chunks.size(), trimmed(piece, lines), header, lines));
        }
        return List.copyOf(chunks);
    }

    private static List<Piece> merged(List<Piece> pieces, Lines lines) {
        List<Piece> merged = new ArrayList<>();
        for (Piece next : pieces) {
            if (!merged.isEmpty() && belongTogether(merged.getLast(), next, lines)) {
                merged.add(merged.removeLast().joinedWith(next));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    private static boolean belongTogether(Piece one, Piece next, Lines lines) {
        Piece both = one.with(one.first(), next.last());
        if (one.tiny(lines) || next.tiny(lines)) {
            return both.fits(lines, Piece.MOST_LINES, Piece.MOST_CHARACTERS);
        }
        return !one.enough(lines) && both.fits(lines, Piece.MANY_LINES, Piece.MANY_CHARACTERS);
    }

    /** Blank lines at its ends tell nothing. */
    private static Piece trimmed(Piece piece, Lines lines) {
        int first = piece.first();
        int last = piece.last();
        while (lines.blank(first)) {
            first++;
        }
        while (lines.blank(last)) {
            last--;
        }
        return piece.with(first, last);
    }

    private static Chunk chunk(int ordinal, Piece piece, ChunkHeader header, Lines lines) {
        String heading = header.of(piece);
        String text = lines.text(piece.first(), piece.last(), LONGEST_TEXT);
        return new Chunk(
                ordinal,
                ChunkHeader.symbol(piece),
                new LineRange(piece.first(), piece.last()),
                heading,
                text,
                sha256(heading + "\n" + text));
    }

    /** A fenced block stays whole where it can. */
    private static boolean[] glued(Lines lines) {
        boolean[] fenced = Headings.fenced(lines);
        boolean[] glued = new boolean[fenced.length];
        for (int i = 1; i < fenced.length; i++) {
            glued[i] = fenced[i] && fenced[i - 1];
        }
        return glued;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
