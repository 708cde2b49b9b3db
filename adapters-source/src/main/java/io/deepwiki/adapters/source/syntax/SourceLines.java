package io.deepwiki.adapters.source.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what stands around a declaration from the text itself: comments, annotations and signatures look alike in all the languages that we
 * parse, so that no grammar is needed for them. Rows count from 0.
 */
final class SourceLines {
    private static final int SIGNATURE = 200;
    private static final int DOC = 300;
    private static final int COMMENT_ROWS = 80;
    private static final Pattern LEADING = Pattern.compile("^\\s*(//|/\\*|\\*|#(?!include|define|if|endif|pragma)|@\\w|\\[\\w+|\"\"\").*");
    private static final Pattern NOT_PROSE = Pattern.compile("^(@\\w|#\\[|#!|\\[\\w+|eslint|nolint|noinspection|pylint|type: ignore|clang-format|go:).*");
    private static final Pattern SENTENCE = Pattern.compile("^(.{8,}?[.!?])(\\s|$)");

    private final String[] lines;

    SourceLines(String text) {
        this.lines = text.split("\n", -1);
    }

    /** The first row of the comment and annotations that stand directly above a declaration; its own row if there are none. */
    int declarationStart(int row) {
        int first = row;
        while (first > 0 && row - first < COMMENT_ROWS && isLeading(lines[first - 1])) {
            first--;
        }
        return first;
    }

    private static boolean isLeading(String line) {
        return line.length() < 400 && LEADING.matcher(line).matches();
    }

    /** The head of a declaration on one line. */
    String signature(int nameRow, int lastRow) {
        StringBuilder head = new StringBuilder();
        for (int row = nameRow; row <= Math.min(lastRow, nameRow + 5); row++) {
            head.append(lines[row].strip()).append(' ');
            if (head.indexOf("{") >= 0 || head.length() > SIGNATURE || closed(head)) {
                break;
            }
        }
        String signature = head.toString().replaceAll("\\s*(\\{|=>|;).*$", "").replaceAll(":\\s*$", "").replaceAll("\\s+", " ").strip();
        return signature.length() > SIGNATURE ? signature.substring(0, SIGNATURE - 1) + "…" : signature;
    }

    private static boolean closed(CharSequence head) {
        long open = head.chars().filter(c -> c == '(').count();
        return open > 0 && open == head.chars().filter(c -> c == ')').count();
    }

    /** The first sentence of the comment above a declaration, or of the string that opens its body where the language has such. */
    String documentation(int firstRow, int nameRow, boolean docstrings) {
        String doc = sentence(commentAbove(firstRow));
        return doc.isEmpty() && docstrings ? sentence(docstring(nameRow)) : doc;
    }

    private String commentAbove(int row) {
        StringBuilder comment = new StringBuilder();
        for (int at = declarationStart(row); at < row; at++) {
            String line = lines[at].strip();
            if (NOT_PROSE.matcher(line).matches()) {
                continue;
            }
            String prose = line.replaceAll("^(/\\*+!?|\\*+/|\\*+|//+!?|#+)\\s?", "").replaceAll("\\s*\\*+/$", "").strip();
            if (prose.startsWith("@") || prose.isEmpty() && comment.length() > 0) {
                break;
            }
            comment.append(prose).append(' ');
        }
        return comment.toString();
    }

    private String docstring(int nameRow) {
        for (int at = nameRow; at < Math.min(lines.length, nameRow + 8); at++) {
            Matcher quote = Pattern.compile("^\\s*[rRuU]?(\"\"\"|''')(.*)").matcher(lines[at]);
            if (quote.matches()) {
                String rest = quote.group(2).replaceAll("(\"\"\"|''').*", "").strip();
                return rest.isEmpty() && at + 1 < lines.length ? lines[at + 1].strip() : rest;
            }
            if (at > nameRow && lines[at - 1].stripTrailing().endsWith(":") && !lines[at].isBlank()) {
                return "";
            }
        }
        return "";
    }

    private static String sentence(String comment) {
        String text = comment.replaceAll("\\{@\\w+ ([^}]*)}", "$1").replaceAll("</?[a-zA-Z][^>]{0,80}>", "").replaceAll("\\s+", " ").strip();
        Matcher matcher = SENTENCE.matcher(text);
        String first = matcher.find() ? matcher.group(1) : text;
        return first.length() > DOC ? first.substring(0, DOC - 1) + "…" : first;
    }
}
