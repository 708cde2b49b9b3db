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
    private static final int MAX_CHAIN = 100; // of type arguments, assignments or annotations without an end

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

    /** Counts what is open, or may be: what only a statement's end closes starts anew there. */
    private static boolean isNestedBeyondSense(SourceLanguage language, String text) {
        String chainEnds = BY_LINES.contains(language) ? ";{},()\n" : ";{},()";
        int depth = 0;
        int angles = 0;
        int assignments = 0;
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                case '<' -> angles++;
                case '>' -> angles = Math.max(0, angles - 1);
                case '=' -> assignments += i > 0 && text.charAt(i - 1) == '=' ? 0 : 1;
                case '@' -> marks++;
                default -> {}
            }
            angles = ";{}".indexOf(next) >= 0 ? 0 : angles;
            marks = ";{}()".indexOf(next) >= 0 ? 0 : marks;
            assignments = chainEnds.indexOf(next) >= 0 ? 0 : assignments;
            if (depth > MAX_DEPTH || angles > MAX_CHAIN || marks > MAX_CHAIN || assignments > MAX_CHAIN) {
                return true;
            }
        }
        return false;
    }
}
