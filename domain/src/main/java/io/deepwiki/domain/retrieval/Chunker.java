package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a file into chunks along its syntax: by member where its declarations are known, by heading in Markdown, else by blocks between
 * blank lines. Every line that is not blank is in exactly one chunk. Takes time in proportion to the text, whatever it holds.
 */
public final class Chunker {
    /** A chunk is closed at the next seam once it has so many lines … */
    private static final int ENOUGH_LINES = 25;
    /** … and wherever it is, at so many. */
    private static final int MOST_LINES = 60;
    /** The most characters of a chunk where a line's end allows it: the default embedder reads no more. */
    private static final int MOST_CHARACTERS = 1_900;
    /** What is kept of a single line that is longer. */
    private static final int LONGEST_LINE = 4_000;

    private Chunker() {}

    /**
     * The chunks of a file, in the order of its lines.
     *
     * @param outline empty when its declarations are not known
     */
    public static List<Chunk> chunk(SourcePath path, SourceLanguage language, FileOutline outline, String text) {
        String[] lines = text.split("\n", -1);
        Seams seams = Seams.of(language, outline, lines);
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        while (start < lines.length) {
            int end = end(lines, start, seams);
            LineRange range = trimmed(lines, start, end);
            if (range != null) {
                chunks.add(chunk(path, outline, lines, range, chunks.size()));
            }
            start = end;
        }
        return chunks;
    }

    /** The line (from 0) after the chunk that begins at {@code start}. */
    private static int end(String[] lines, int start, Seams seams) {
        int characters = 0;
        int lastSeam = -1;
        for (int at = start; at < lines.length; at++) {
            int seam = seams.strength(at);
            if (at > start && closes(seam, at - start, characters)) {
                return at;
            }
            if (at > start && seam > 0 && at - start >= 4) {
                lastSeam = at;
            }
            characters += Math.min(lines[at].length(), LONGEST_LINE) + 1;
            boolean full = characters > MOST_CHARACTERS || at - start >= MOST_LINES;
            if (full && at > start) {
                return lastSeam > start ? lastSeam : at;
            }
        }
        return lines.length;
    }

    /** A strong seam (a member, a heading) closes what has some size; a weak one (a blank line) only what is large. */
    private static boolean closes(int seam, int lines, int characters) {
        return switch (seam) {
            case Seams.STRONG -> lines >= ENOUGH_LINES / 3 || characters > MOST_CHARACTERS / 3;
            case Seams.WEAK -> lines >= ENOUGH_LINES && characters > MOST_CHARACTERS / 2;
            case Seams.HARD -> true;
            default -> false;
        };
    }

    private static LineRange trimmed(String[] lines, int start, int end) {
        int first = start;
        int last = end - 1;
        while (first <= last && lines[first].isBlank()) {
            first++;
        }
        while (last >= first && lines[last].isBlank()) {
            last--;
        }
        return first > last ? null : new LineRange(first + 1, last + 1);
    }

    private static Chunk chunk(SourcePath path, FileOutline outline, String[] lines, LineRange range, int ordinal) {
        StringBuilder text = new StringBuilder();
        for (int at = range.first() - 1; at < range.last(); at++) {
            String line = lines[at];
            text.append(line.length() > LONGEST_LINE ? wholeCodePoints(line) : line).append(at + 1 < range.last() ? "\n" : "");
        }
        List<Symbol> declared = declaredIn(outline, range);
        String symbol = symbolOf(outline, declared, range);
        String header = header(path, symbol, declared);
        String body = text.toString();
        return new Chunk(ordinal, symbol, range, header, body, sha256(header + "\n" + body));
    }

    private static String wholeCodePoints(String line) {
        int end = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
        return line.substring(0, end);
    }

    private static List<Symbol> declaredIn(FileOutline outline, LineRange range) {
        return outline.symbols().stream()
                .filter(symbol -> symbol.lines().first() >= range.first() && symbol.lines().first() <= range.last())
                .toList();
    }

    /** The first member that begins here, else the first type, else the innermost declaration around. */
    private static String symbolOf(FileOutline outline, List<Symbol> declared, LineRange range) {
        Optional<Symbol> member =
                declared.stream().filter(symbol -> symbol.kind() != SymbolKind.TYPE).findFirst();
        return member.or(() -> declared.stream().findFirst())
                .or(() -> outline.symbols().stream()
                        .filter(symbol -> symbol.lines().contains(range))
                        .reduce((_, inner) -> inner))
                .map(Symbol::qualifiedName)
                .orElse("");
    }

    private static String header(SourcePath path, String symbol, List<Symbol> declared) {
        StringBuilder header = new StringBuilder(path.value());
        header.append('\n').append(String.join(" ", Identifiers.parts(stem(path.fileName()))));
        if (!symbol.isEmpty()) {
            header.append('\n').append(symbol);
        }
        declared.stream().limit(8).forEach(one -> {
            header.append('\n').append(one.signature());
            if (!one.doc().isEmpty()) {
                header.append('\n').append(one.doc());
            }
        });
        return header.toString();
    }

    private static String stem(String fileName) {
        int dot = fileName.indexOf('.', 1);
        return dot < 0 ? fileName : fileName.substring(0, dot);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Where a file may be cut: before which lines, and how gladly. */
    private record Seams(int[] strengths) {
        static final int WEAK = 1;
        static final int STRONG = 2;
        static final int HARD = 3;

        int strength(int line) {
            return strengths[line];
        }

        static Seams of(SourceLanguage language, FileOutline outline, String[] lines) {
            int[] strengths = new int[lines.length];
            for (int at = 1; at < lines.length; at++) {
                strengths[at] = lines[at - 1].isBlank() && !lines[at].isBlank() ? WEAK : 0;
            }
            if (language == SourceLanguage.MARKDOWN) {
                headings(lines, strengths);
            }
            members(outline, lines, strengths);
            return new Seams(strengths);
        }

        private static void headings(String[] lines, int[] strengths) {
            boolean fenced = false;
            for (int at = 0; at < lines.length; at++) {
                String line = lines[at].stripLeading();
                if (line.startsWith("```") || line.startsWith("~~~")) {
                    fenced = !fenced;
                }
                if (fenced) {
                    strengths[at] = 0;
                } else if (line.matches("#{1,6} .{0,300}")) {
                    strengths[at] = STRONG;
                }
            }
        }

        /** A member of many lines stands alone; inside a member only blank lines are seams. */
        private static void members(FileOutline outline, String[] lines, int[] strengths) {
            for (Symbol symbol : outline.symbols()) {
                int first = symbol.lines().first() - 1;
                int after = symbol.lines().last();
                if (first >= lines.length) {
                    continue;
                }
                boolean large = symbol.kind() != SymbolKind.TYPE && symbol.lines().length() >= ENOUGH_LINES;
                strengths[first] = Math.max(strengths[first], large ? HARD : STRONG);
                if (large && after < lines.length) {
                    strengths[after] = HARD;
                }
            }
        }
    }
}
