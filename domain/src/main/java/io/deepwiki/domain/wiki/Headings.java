package io.deepwiki.domain.wiki;

import java.util.List;

/** Finds the headings of a Markdown text ({@code #} to {@code ######}, as CommonMark's ATX headings), outside of fenced code. */
public final class Headings {
    private static final int DEEPEST = 6;

    private Headings() {}

    /**
     * A heading.
     *
     * @param level 1 to 6
     * @param title without its marks
     * @param end the offset of its end of line
     */
    public record Heading(int level, String title, int end) {}

    /** All of them, in order. */
    public static List<Heading> of(String markdown) {
        return Fences.lines(markdown).stream()
                .filter(line -> !line.fenced())
                .map(line -> read(markdown.substring(line.start(), line.end()), line.end()))
                .filter(heading -> heading.level > 0)
                .toList();
    }

    /** A heading of level 0 stands for none. */
    private static Heading read(String line, int end) {
        String text = line.strip();
        int level = 0;
        while (level < text.length() && text.charAt(level) == '#') {
            level++;
        }
        boolean heading = level >= 1 && level <= DEEPEST && (level == text.length() || text.charAt(level) == ' ');
        return heading
                ? new Heading(
                        level,
                        text.substring(level)
                                .replaceFirst("\\s#+\\s*$", "")
                                .replaceFirst(":$", "")
                                .strip(),
                        end)
                : new Heading(0, "", end);
    }
}
