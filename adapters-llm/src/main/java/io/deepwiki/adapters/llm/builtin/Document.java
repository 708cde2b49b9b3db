package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.LineRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A text for people, such as a README: what its paragraphs say first, under which heading, in which lines. */
final class Document {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern UNDERLINE = Pattern.compile("(={3,}|-{3,}|~{3,})");
    private static final Pattern NOT_PROSE =
            Pattern.compile("(?:[-*+|<!:]|\\d+[.)]\\s|\\[!\\[|\\[[^\\]]+\\]:|>\\s*\\[!|\\.\\. ).*");
    private static final int FEWEST_WORDS = 5;

    private final List<Saying> sayings = new ArrayList<>();
    private String heading = "";
    private int headingLine;
    private final StringBuilder paragraph = new StringBuilder();
    private int first;
    private int last;
    private boolean item;

    /**
     * What a paragraph says first.
     *
     * @param heading what it stands under, as plain words; empty if under none
     */
    record Saying(String heading, DocText text, LineRange lines) {}

    private Document() {}

    /** Reads lines by their numbers. */
    static List<Saying> sayings(NavigableMap<Integer, String> lines) {
        Document document = new Document();
        boolean fenced = false;
        for (var line : lines.entrySet()) {
            String text = line.getValue().strip();
            if (text.startsWith("```") || text.startsWith("~~~")) {
                fenced = !fenced;
                document.flush();
            } else if (!fenced) {
                document.take(line.getKey(), line.getValue(), text);
            }
        }
        document.flush();
        return document.sayings;
    }

    static List<Saying> sayings(String text) {
        NavigableMap<Integer, String> lines = new TreeMap<>();
        int number = 1;
        for (String line : text.split("\n", -1)) {
            lines.put(number++, line);
        }
        return sayings(lines);
    }

    private void take(int number, String raw, String text) {
        var atx = HEADING.matcher(text);
        if (atx.matches()) {
            flush();
            under(plain(atx.group(1)), number);
        } else if (UNDERLINE.matcher(text).matches() && !paragraph.isEmpty() && first == last) {
            String title = plain(paragraph.toString());
            int at = first;
            paragraph.setLength(0);
            under(title, at);
        } else if (text.isEmpty()) {
            flush();
            item = false;
        } else if (NOT_PROSE.matcher(text).matches() || (raw.startsWith("    ") && paragraph.isEmpty())) {
            flush();
            item = true;
        } else if (!item) {
            add(number, text.replaceFirst("^>\\s*", ""));
        }
    }

    private void under(String title, int line) {
        heading = title;
        item = false;
        headingLine = line;
    }

    private void add(int number, String text) {
        if (paragraph.isEmpty()) {
            first = number;
        } else {
            paragraph.append(' ');
        }
        paragraph.append(text);
        last = number;
    }

    private void flush() {
        String text = inline(paragraph.toString());
        paragraph.setLength(0);
        if (text.split("\\s+").length < FEWEST_WORDS) {
            return;
        }
        DocText.of(text).ifPresent(said -> {
            boolean close = headingLine > 0 && first - headingLine <= 3;
            sayings.add(new Saying(heading, said, new LineRange(close ? headingLine : first, last)));
        });
    }

    /** Without pictures, and with links and emphasis as their words. */
    private static String inline(String markdown) {
        return markdown.replaceAll("!\\[[^\\]]{0,200}\\]\\([^)]{0,400}\\)", "")
                .replaceAll("\\[([^\\[\\]]{0,200})\\]\\([^)]{0,400}\\)", "$1")
                .replaceAll("\\[([^\\[\\]]{0,200})\\]\\[[^\\]]{0,100}\\]", "$1")
                .replaceAll("\\*\\*([^*]{1,300})\\*\\*", "$1")
                .replaceAll("(?<![\\w*])[*_]([^*_]{1,300})[*_](?![\\w*])", "$1")
                .strip();
    }

    private static String plain(String heading) {
        return inline(heading)
                .replace("`", "")
                .replaceAll("[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\uFE0F]", "")
                .strip();
    }
}
