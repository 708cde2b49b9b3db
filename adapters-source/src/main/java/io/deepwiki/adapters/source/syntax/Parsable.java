package io.deepwiki.adapters.source.syntax;

/** Tells text that a parser reads in milliseconds from text that would keep it busy: huge, minified, binary, or nested beyond sense. */
final class Parsable {
    private static final int MAX_LENGTH = 512 * 1024;
    private static final int MAX_MEAN_LINE = 300;
    private static final int SHORT = 4 * 1024;
    private static final int MAX_DEPTH = 1000;

    private Parsable() {}

    static boolean is(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            return false;
        }
        int lines = 1;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\0' -> {
                    return false;
                }
                case '\n' -> lines++;
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                return false;
            }
        }
        return text.length() < SHORT || text.length() / lines <= MAX_MEAN_LINE;
    }
}
