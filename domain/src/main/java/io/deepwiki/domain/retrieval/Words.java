package io.deepwiki.domain.retrieval;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The words of a text one by one: runs of letters and digits, joined by underscores and by hyphens inside a word; and runs of characters of
 * scripts that put no space between words, which never mix with others.
 */
final class Words implements Iterable<String> {
    private final String text;

    /** @param longest how many characters of the text count */
    Words(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest);
        this.text = ascii(cut) ? cut : Normalizer.normalize(cut, Normalizer.Form.NFKC);
    }

    /** Whether a character belongs to a script whose words run together. */
    static boolean isRunTogether(int c) {
        if (c < 0x1100) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> c == 'ー';
        };
    }

    /** The parts of a word: cut at underscores and hyphens, before a hump, and between letters and digits. */
    static List<String> parts(String word) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '_' || c == '-') {
                addPart(word, start, i, parts);
                start = i + 1;
            } else if (i > start && boundary(word, i)) {
                addPart(word, start, i, parts);
                start = i;
            }
        }
        addPart(word, start, word.length(), parts);
        return parts;
    }

    private static void addPart(String word, int start, int end, List<String> parts) {
        if (end > start) {
            parts.add(word.substring(start, end));
        }
    }

    private static boolean boundary(String word, int at) {
        char before = word.charAt(at - 1);
        char here = word.charAt(at);
        if (Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean endsAcronym = at + 1 < word.length() && Character.isLowerCase(word.charAt(at + 1));
        return Character.isLowerCase(before) || (Character.isUpperCase(before) && endsAcronym);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int at = skip(0);

            @Override
            public boolean hasNext() {
                return at < text.length();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int end = endOfWord(at);
                String word = text.substring(at, end);
                at = skip(end);
                return word;
            }
        };
    }

    private int skip(int from) {
        int at = from;
        while (at < text.length() && !opensWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private int endOfWord(int start) {
        boolean runTogether = isRunTogether(text.codePointAt(start));
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean belongs = runTogether
                    ? isRunTogether(c)
                    : (opensWord(c) && !isRunTogether(c)) || c == '_' || mark(c) || hyphenInside(c, at);
            if (!belongs) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private boolean hyphenInside(int c, int at) {
        return c == '-' && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean opensWord(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
