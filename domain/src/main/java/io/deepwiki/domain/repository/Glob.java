package io.deepwiki.domain.repository;

import java.util.Locale;

/**
 * A pattern over paths: {@code *} and {@code ?} within a name, {@code **} across names. Matching takes time proportional to pattern times
 * path at most, whatever the pattern: it is a table, not a backtracking search.
 */
final class Glob {
    private final String pattern;

    Glob(String pattern) {
        this.pattern = pattern.toLowerCase(Locale.ROOT);
    }

    boolean matches(String path) {
        String text = path.toLowerCase(Locale.ROOT);
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            boolean across = c == '*' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*';
            boolean optionalSlash = across && i + 2 < pattern.length() && pattern.charAt(i + 2) == '/';
            reached = step(reached, text, c, across, optionalSlash);
            i += optionalSlash ? 3 : across ? 2 : 1;
        }
        return reached[text.length()];
    }

    private static boolean[] step(boolean[] reached, String text, char c, boolean across, boolean optionalSlash) {
        boolean[] next = new boolean[reached.length];
        if (c == '*') {
            boolean open = false;
            for (int at = 0; at < reached.length; at++) {
                open |= reached[at];
                boolean whole = !optionalSlash || reached[at] || at > 0 && text.charAt(at - 1) == '/';
                next[at] = open && whole;
                if (!across && at < text.length() && text.charAt(at) == '/') {
                    open = false;
                }
            }
            return next;
        }
        for (int at = 0; at < text.length(); at++) {
            boolean same = c == '?' ? text.charAt(at) != '/' : text.charAt(at) == c;
            next[at + 1] = reached[at] && same;
        }
        return next;
    }
}
