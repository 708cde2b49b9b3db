package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.wiki.Citations;

/** Makes text from a repository harmless in Markdown: it can neither format, nor link, nor cite. */
final class Markdown {
    private static final String ALWAYS = "\\`*[]<>|~";

    private Markdown() {}

    /** As plain words. */
    static String text(String raw) {
        String plain = oneLine(raw);
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '&') {
                escaped.append("&amp;");
                continue;
            }
            if (ALWAYS.indexOf(c) >= 0 || (c == '_' && !insideWord(plain, i)) || (c == '#' && i == 0)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** As inline code. */
    static String code(String raw) {
        String plain = oneLine(raw);
        if (plain.isEmpty()) {
            return "";
        }
        String harmless =
                Citations.in("[" + plain + "]").isEmpty() && Citations.in(plain).isEmpty()
                        ? plain
                        : plain.replaceAll("([\\[【])", "$1 ").replaceAll("([\\]】])", " $1");
        int longest = 0;
        int run = 0;
        for (int i = 0; i < harmless.length(); i++) {
            run = harmless.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        String pad = harmless.startsWith("`") || harmless.endsWith("`") ? " " : "";
        return fence + pad + harmless + pad + fence;
    }

    /** Without line breaks and control characters, and without characters that turn the direction of writing. */
    static String oneLine(String raw) {
        return raw.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ")
                .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069\\u200B]", "")
                .strip();
    }

    private static boolean insideWord(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
