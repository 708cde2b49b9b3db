package io.deepwiki.domain.retrieval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits code and questions into search terms, in the same way on both sides: {@code maxRetryDelay} becomes itself, {@code max}, {@code
 * retry} and {@code delay}; English words also become their stem, so that "claimed" finds {@code claim}; scripts without spaces become
 * pairs of characters.
 */
public final class Identifiers {
    private static final int LONGEST = 64;
    private static final int QUERY_TERMS = 64;
    private static final Pattern NAME =
            Pattern.compile("`([^`\\s]{2,200})`|\\b([A-Za-z_$][\\w$]*(?:(?:\\.|::|#|->)[A-Za-z_$][\\w$]*){1,8})\\b|\\b([A-Za-z_$][\\w$]{1,100})\\b");
    private static final Pattern PATH = Pattern.compile("[\\w@.+-]+(?:/[\\w@.+-]+)+|\\b[\\w-]+\\.[A-Za-z]{1,6}\\b");
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "how", "what", "when", "where", "which",
            "who", "why", "whom", "whose", "in", "on", "at", "of", "to", "for", "from", "by", "with", "and", "or", "not", "no", "it", "its",
            "this", "that", "these", "those", "there", "here", "can", "could", "should", "would", "will", "shall", "may", "might", "must", "i",
            "you", "we", "they", "he", "she", "me", "my", "your", "our", "their", "as", "if", "then", "than", "so", "but", "about", "into",
            "has", "have", "had", "get", "gets", "work", "works", "working", "code", "happen", "happens", "explain", "describe", "tell", "show",
            "please", "use", "used", "uses", "using", "all", "any", "some", "after", "before", "between");

    private Identifiers() {}

    /** Every term of a text, in order, with repetitions. Linear in its length. */
    public static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isUnspaced(c)) {
                i = pairs(text, i, terms);
            } else if (Character.isLetterOrDigit(c)) {
                int end = wordEnd(text, i);
                word(text.substring(i, end), terms);
                i = end;
            } else {
                i += Character.charCount(c);
            }
        }
        return terms;
    }

    /** The distinct terms of a question without words that say nothing; all of them if only such are there. At most 64. */
    public static Set<String> queryTerms(String question) {
        List<String> all = terms(question);
        Set<String> telling = new LinkedHashSet<>();
        for (String term : all) {
            if (telling.size() < QUERY_TERMS && term.length() > 1 && !STOP_WORDS.contains(term)) {
                telling.add(term);
            }
        }
        if (telling.isEmpty()) {
            all.stream().limit(QUERY_TERMS).forEach(telling::add);
        }
        return telling;
    }

    /** What looks like the name of a symbol: quoted, qualified, or of mixed case, with underscores or digits. In lower case, at most 16. */
    public static Set<String> names(String question) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(head(question));
        while (matcher.find() && names.size() < 16) {
            if (matcher.group(1) != null) {
                names.add(tidyName(matcher.group(1)));
            } else if (matcher.group(2) != null) {
                names.add(tidyName(matcher.group(2)));
            } else if (looksLikeCode(matcher.group(3))) {
                names.add(matcher.group(3).toLowerCase(Locale.ROOT));
            }
        }
        names.remove("");
        return names;
    }

    /** What looks like a path or the name of a file, in lower case, at most 8. */
    public static Set<String> paths(String question) {
        Set<String> paths = new LinkedHashSet<>();
        Matcher matcher = PATH.matcher(head(question));
        while (matcher.find() && paths.size() < 8) {
            paths.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return paths;
    }

    /** The parts of an identifier in lower case, as in max, retry, delay; one part if it cannot be split. */
    public static List<String> parts(String identifier) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= identifier.length(); i++) {
            if (i == identifier.length() || isBoundary(identifier, i)) {
                String part = identifier.substring(start, i).replaceAll("[_$]", "").toLowerCase(Locale.ROOT);
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i;
            }
        }
        return parts;
    }

    private static String head(String question) {
        return question.substring(0, Math.min(question.length(), 4_000));
    }

    private static String tidyName(String name) {
        return name.replaceAll("\\(.*$", "").replaceAll("::|#|->", ".").toLowerCase(Locale.ROOT);
    }

    private static boolean looksLikeCode(String word) {
        boolean innerCapital = word.substring(1).chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase);
        return innerCapital || word.indexOf('_') > 0 || word.indexOf('$') >= 0;
    }

    private static void word(String word, List<String> terms) {
        if (word.length() > LONGEST * 4) {
            return;
        }
        List<String> parts = parts(word);
        String whole = String.join("", parts);
        if (!whole.isEmpty() && whole.length() <= LONGEST) {
            add(whole, terms);
        }
        if (parts.size() > 1) {
            parts.stream().filter(part -> part.length() <= LONGEST).forEach(part -> add(part, terms));
        }
    }

    private static void add(String term, List<String> terms) {
        terms.add(term);
        String stem = stem(term);
        if (!stem.equals(term)) {
            terms.add(stem);
        }
    }

    /** The commonest English endings only: the word itself is kept beside its stem, so a wrong stem costs little. */
    static String stem(String word) {
        if (word.length() < 5 || word.chars().anyMatch(c -> c > 'z')) {
            return word.length() == 4 && word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, 3) : word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")) {
            return word.substring(0, word.length() - 2);
        }
        if (word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")) {
            return word.substring(0, word.length() - 1);
        }
        if (word.endsWith("ing") && word.length() > 6) {
            return undoubled(word.substring(0, word.length() - 3));
        }
        if (word.endsWith("ed") && !word.endsWith("eed")) {
            return undoubled(word.substring(0, word.length() - 2));
        }
        return word;
    }

    private static String undoubled(String stem) {
        int n = stem.length();
        boolean doubled = n > 3 && stem.charAt(n - 1) == stem.charAt(n - 2) && "lsz".indexOf(stem.charAt(n - 1)) < 0;
        return doubled ? stem.substring(0, n - 1) : stem;
    }

    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '_' || c == '$') || isUnspaced(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static boolean isBoundary(String s, int i) {
        char before = s.charAt(i - 1);
        char here = s.charAt(i);
        if (here == '_' || here == '$' || before == '_' || before == '$') {
            return true;
        }
        if (Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        if (Character.isUpperCase(here) && !Character.isUpperCase(before)) {
            return true;
        }
        boolean lastOfAcronym = Character.isUpperCase(before)
                && Character.isUpperCase(here)
                && i + 1 < s.length()
                && Character.isLowerCase(s.charAt(i + 1));
        return lastOfAcronym;
    }

    private static boolean isUnspaced(int c) {
        Character.UnicodeScript script = c < 0x0E00 ? Character.UnicodeScript.LATIN : Character.UnicodeScript.of(c);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            default -> false;
        };
    }

    private static int pairs(String text, int from, List<String> terms) {
        int i = from;
        int previous = -1;
        while (i < text.length() && isUnspaced(text.codePointAt(i))) {
            int next = i + Character.charCount(text.codePointAt(i));
            if (previous >= 0) {
                terms.add(text.substring(previous, next));
            } else if (next == text.length() || !isUnspaced(text.codePointAt(next))) {
                terms.add(text.substring(i, next));
            }
            previous = i;
            i = next;
        }
        return i;
    }
}
