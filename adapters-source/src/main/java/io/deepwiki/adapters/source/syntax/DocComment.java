package io.deepwiki.adapters.source.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the first sentence in a comment or docstring of any of our languages. */
final class DocComment {
    private static final int MAX = 300;
    private static final Pattern MARKS =
            Pattern.compile("^\\s*(?:/\\*[*!]*|//[/!]*|#+!?|\\*+(?!/)|\"\"\"|''')?\\s?|\\s*(?:\\*+/|\"\"\"|''')\\s*$");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+(?:[\\w.]*#)?([^}]*)}");
    private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]{0,80}>");
    private static final Pattern SENTENCE = Pattern.compile("[.!?](?=\\s|$)");

    private DocComment() {}

    /** Without comment marks and mark-up, on one line; empty if nothing is said. */
    static String firstSentence(String comment) {
        String paragraph = paragraph(comment.length() > 4000 ? comment.substring(0, 4000) : comment);
        Matcher end = SENTENCE.matcher(paragraph);
        while (end.find()) {
            if (!isAbbreviation(paragraph, end.start())) {
                paragraph = paragraph.substring(0, end.end());
                break;
            }
        }
        return paragraph.length() <= MAX
                ? paragraph
                : paragraph.substring(0, MAX - 1).strip() + "…";
    }

    /** The text up to the first blank line or block tag. */
    private static String paragraph(String comment) {
        StringBuilder text = new StringBuilder();
        for (String line : comment.lines().toList()) {
            String said = plain(line);
            if (said.startsWith("@")) {
                break;
            }
            if (said.isEmpty()) {
                if (!text.isEmpty()) {
                    break;
                }
                continue;
            }
            text.append(text.isEmpty() ? "" : " ").append(said);
        }
        return text.toString();
    }

    private static String plain(String line) {
        String said = MARKS.matcher(line).replaceAll("");
        said = INLINE_TAG.matcher(said).replaceAll("$1");
        return MARKUP.matcher(said).replaceAll("").strip();
    }

    private static boolean isAbbreviation(String text, int dot) {
        String before = text.substring(Math.max(0, dot - 3), dot);
        return before.endsWith("e.g") || before.endsWith("i.e") || before.endsWith("etc") || before.endsWith(" vs");
    }
}
