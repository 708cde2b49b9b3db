package io.deepwiki.adapters.source.syntax;

import io.deepwiki.domain.repository.SourceLanguage;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells text that a parser reads in milliseconds from text that would keep it busy: huge, minified, binary, or nested beyond sense. The
 * last is why the deadline alone is not enough: at the end of a text with thousands of open levels the parser spends seconds and gigabytes
 * without asking whether it may go on.
 */
final class Parsable {
    private static final int MAX_LENGTH = 512 * 1024;
    private static final int MAX_MEAN_LINE = 300;
    private static final int SHORT = 4 * 1024;
    private static final int MAX_DEPTH = 500;
    private static final int MAX_ANGLES = 100;
    private static final int MAX_ASSIGNMENTS = 100;

    /** Where a line's end may end a statement. */
    private static final Set<SourceLanguage> BY_LINES = EnumSet.of(
            SourceLanguage.PYTHON,
            SourceLanguage.RUBY,
            SourceLanguage.KOTLIN,
            SourceLanguage.GO,
            SourceLanguage.JAVASCRIPT,
            SourceLanguage.TYPESCRIPT,
            SourceLanguage.TSX);

    private Parsable() {}

    static boolean is(SourceLanguage language, String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            return false;
        }
        long lines = text.chars().filter(next -> next == '\n').count() + 1;
        boolean minified = text.length() >= SHORT && text.length() / lines > MAX_MEAN_LINE;
        return !minified && text.indexOf('\0') < 0 && !isNestedBeyondSense(language, text);
    }

    /** Type arguments, which cannot be told from comparisons here, and chains of assignments are over at the statement's end. */
    private static boolean isNestedBeyondSense(SourceLanguage language, String text) {
        int depth = 0;
        int angles = 0;
        int assignments = 0;
        String ends = BY_LINES.contains(language) ? ";{},()\n" : ";{},()";
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                case '<' -> angles++;
                case '=' -> assignments += i > 0 && text.charAt(i - 1) == '=' ? 0 : 1;
                case '>' -> angles = Math.max(0, angles - 1);
                default -> {}
            }
            if (next == ';' || next == '{' || next == '}') {
                angles = 0;
            }
            if (ends.indexOf(next) >= 0) {
                assignments = 0;
            }
            if (depth > MAX_DEPTH || angles > MAX_ANGLES || assignments > MAX_ASSIGNMENTS) {
                return true;
            }
        }
        return false;
    }
}
