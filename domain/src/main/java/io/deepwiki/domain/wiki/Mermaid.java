package io.deepwiki.domain.wiki;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks Mermaid diagrams before they are stored, without Mermaid: what passes is surely well formed and harmless, and a diagram that is refused
 * is written again or left out. Knows flowcharts, sequence, class, state and entity relationship diagrams
 * (<a href="https://mermaid.js.org/intro/syntax-reference.html">the reference</a>), of these what is needed to explain code.
 */
public final class Mermaid {
    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 400;
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_LABEL = 120;
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z]");
    private static final List<String> REFUSED = List.of("click", "href", "callback");

    private Mermaid() {}

    /**
     * What is wrong with a diagram.
     *
     * @param line counted from 1 within the diagram
     * @param message a sentence
     */
    public record Problem(int line, String message) {}

    /**
     * A diagram in a Markdown text.
     *
     * @param code what stands between the fences
     * @param start the offset of the opening fence's line
     * @param end the offset after the closing fence's line, before its end of line; the text's end if the fence is never closed
     */
    public record Block(String code, int start, int end) {}

    /** The diagrams of a text, in its order. */
    public static List<Block> blocks(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<Fences.Line> lines = Fences.lines(markdown);
        for (int i = 0; i < lines.size(); i++) {
            Fences.Line fence = lines.get(i);
            if (fence.opens() && isMermaid(Fences.language(markdown, fence))) {
                int last = i + 1;
                while (last < lines.size() && !lines.get(last).closes()) {
                    last++;
                }
                blocks.add(block(markdown, lines.subList(i, Math.min(last + 1, lines.size()))));
            }
        }
        return List.copyOf(blocks);
    }

    /** What is wrong with a diagram, at most 20 problems; nothing if it may be shown. */
    public static List<Problem> check(String block) {
        String[] lines = block.split("\n", MOST_LINES + 2);
        if (lines.length > MOST_LINES) {
            return List.of(new Problem(MOST_LINES, "The diagram has more than " + MOST_LINES + " lines."));
        }
        List<Problem> problems = new ArrayList<>();
        Optional<DiagramSyntax> syntax = Optional.empty();
        for (int i = 0; i < lines.length && problems.size() < MOST_PROBLEMS; i++) {
            String line = lines[i].strip();
            Optional<String> refused = refused(line);
            if (refused.isPresent()) {
                problems.add(new Problem(i + 1, refused.get()));
            } else if (!line.isEmpty() && !line.startsWith("%%")) {
                if (syntax.isEmpty()) {
                    syntax = DiagramSyntax.announcedBy(line);
                    if (syntax.isEmpty()) {
                        return List.of(
                                new Problem(i + 1, "The diagram does not begin with a kind of diagram that is known."));
                    }
                } else {
                    int number = i + 1;
                    syntax.get().problemWith(line).ifPresent(message -> problems.add(new Problem(number, message)));
                }
            }
        }
        Optional<String> open = syntax.isEmpty()
                ? Optional.of("The diagram is empty.")
                : syntax.get().problemAtEnd();
        open.ifPresent(message -> problems.add(new Problem(lines.length, message)));
        return List.copyOf(problems);
    }

    /** The text with every diagram that has a problem shown as its source, in a block that is not drawn. */
    public static String withoutBroken(String markdown) {
        StringBuilder sound = new StringBuilder();
        int copied = 0;
        for (Block block : blocks(markdown)) {
            if (!check(block.code()).isEmpty()) {
                int fenceEnd = markdown.indexOf('\n', block.start());
                String fence = markdown.substring(block.start(), fenceEnd < 0 ? block.end() : fenceEnd);
                sound.append(markdown, copied, block.start())
                        .append(fence, 0, Fences.marksEnd(fence))
                        .append("text");
                copied = block.start() + fence.length();
            }
        }
        return sound.append(markdown, copied, markdown.length()).toString();
    }

    /** Text as it may stand between the quotes of a label: on one line, at most 120 characters, nothing in it means anything to Mermaid. */
    public static String label(String text) {
        StringBuilder label = new StringBuilder();
        String plain = text.strip();
        int shown = 0;
        for (int i = 0; i < plain.length() && shown < LONGEST_LABEL; shown++) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (c == '"') {
                label.append("#quot;");
            } else if ("#<>&;`%\\{}".indexOf(c) >= 0) {
                label.append('#').append(c).append(';');
            } else {
                label.appendCodePoint(Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c);
            }
        }
        return label.toString();
    }

    private static boolean isMermaid(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        return lower.equals("mermaid") || lower.startsWith("mermaid ") || lower.startsWith("{mermaid");
    }

    private static Block block(String markdown, List<Fences.Line> lines) {
        Fences.Line last = lines.getLast();
        List<Fences.Line> inner = lines.subList(1, last.closes() ? lines.size() - 1 : lines.size());
        String code = inner.isEmpty()
                ? ""
                : markdown.substring(inner.getFirst().start(), inner.getLast().end());
        return new Block(code, lines.getFirst().start(), last.end());
    }

    /** Directives change how Mermaid works, links and calls reach out of the picture. */
    private static Optional<String> refused(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.of("The line has more than " + LONGEST_LINE + " characters.");
        }
        if (line.contains("%%{") || line.equals("---")) {
            return Optional.of("Directives and configuration are not allowed.");
        }
        String word = NO_LETTER.split(line, 2)[0].toLowerCase(Locale.ROOT);
        boolean statement = line.length() > word.length() && Character.isWhitespace(line.charAt(word.length()));
        boolean script = line.toLowerCase(Locale.ROOT).contains("javascript:")
                || line.toLowerCase(Locale.ROOT).contains("<script");
        if (script || (statement && REFUSED.contains(word) && !line.contains("--"))) {
            return Optional.of("Links and calls are not allowed.");
        }
        return Optional.empty();
    }
}
