package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds citations in Markdown: {@code [path:first-last]} or {@code [path:line]}, outside of fenced code. */
public final class Citations {
    /** Bounded everywhere, so that matching is linear. */
    private static final Pattern CITATION = Pattern.compile("\\[([^\\[\\]\\s:`][^\\[\\]:`\\n]{0,400}):(\\d{1,7})(?:-(\\d{1,7}))?\\](?!\\()");

    private Citations() {}

    /** A citation and where in the text it stands, from inclusive to exclusive. */
    public record Found(Citation citation, int start, int end) {}

    /** All citations, in the order of the text. */
    public static List<Found> find(String markdown) {
        List<Found> found = new ArrayList<>();
        boolean fenced = false;
        int at = 0;
        for (String line : markdown.split("\n", -1)) {
            if (line.stripLeading().startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                inLine(line, at, found);
            }
            at += line.length() + 1;
        }
        return found;
    }

    private static void inLine(String line, int offset, List<Found> found) {
        Matcher matcher = CITATION.matcher(line);
        while (matcher.find()) {
            int first = Integer.parseInt(matcher.group(2));
            int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
            if (first >= 1 && last >= first && isPath(matcher.group(1))) {
                Citation citation = new Citation(new SourcePath(matcher.group(1)), new LineRange(first, last));
                found.add(new Found(citation, offset + matcher.start(), offset + matcher.end()));
            }
        }
    }

    private static boolean isPath(String text) {
        try {
            return !new SourcePath(text).value().isBlank();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
