package io.deepwiki.domain.retrieval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns text into the terms by which it is found; passages and questions go through the same splitting.
 *
 * <p>{@code maxRetryDelay}, {@code max_retry_delay} and {@code max-retry-delay} all give {@code maxretrydelay}, {@code max}, {@code retry},
 * {@code delay}. Words of other scripts are lower-cased; those of Chinese, Japanese and Korean, which run together, give their pairs of
 * neighbouring characters. An English word gives itself and its stem, so that {@code claims} and {@code claimed} both meet {@code claim}.
 * All functions are linear in the text and look at a bounded part of it.
 */
public final class Identifiers {
    /** Longer texts are cut: a chunk is far shorter. */
    private static final int LONGEST_TEXT = 200_000;

    private static final int LONGEST_TERM = 64;
    private static final int MOST_QUERY_TERMS = 64;

    private Identifiers() {}

    /** The terms of a text in its order, each as often as it occurs; in lower case, 1 to 64 characters. */
    public static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        for (String word : new Words(text, LONGEST_TEXT)) {
            addTerms(word, terms);
        }
        return terms;
    }

    /** The terms of a question without its function words (all its terms if there is nothing else), at most 64, in its order. */
    public static Set<String> queryTerms(String question) {
        List<String> telling = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (String word : new Words(question, LONGEST_TEXT)) {
            if (!StopWords.contains(word.toLowerCase(Locale.ROOT))) {
                addTerms(word, telling);
            } else if (telling.isEmpty()) {
                addTerms(word, all);
            }
        }
        Set<String> terms = new LinkedHashSet<>();
        for (String term : telling.isEmpty() ? all : telling) {
            if (terms.size() < MOST_QUERY_TERMS) {
                terms.add(term);
            }
        }
        return terms;
    }

    /**
     * What looks like the name of a declaration ({@code WorkQueue.claim}, {@code claim_job}, {@code claim()}, {@code `claim`}), in lower case
     * and with dots between its parts; a name of more than two parts comes with its last two as well.
     */
    public static Set<String> names(String question) {
        return Mentions.in(question).names();
    }

    /** What looks like a path or a file's name ({@code src/Main.java}, {@code pom.xml}), in lower case, without a leading slash. */
    public static Set<String> paths(String question) {
        return Mentions.in(question).paths();
    }

    /** The words that a name is made of, in lower case: {@code max retry delay} for {@code maxRetryDelay}. */
    static String inWords(String name) {
        List<String> words = new ArrayList<>();
        for (String word : new Words(name, LONGEST_TEXT)) {
            Words.parts(word).forEach(part -> words.add(part.toLowerCase(Locale.ROOT)));
        }
        return String.join(" ", words);
    }

    private static void addTerms(String word, List<String> terms) {
        if (Words.isRunTogether(word.codePointAt(0))) {
            addPairs(word, terms);
            return;
        }
        List<String> parts = Words.parts(word);
        if (parts.size() > 1) {
            String whole = String.join("", parts);
            addTerm(whole.toLowerCase(Locale.ROOT), terms);
        }
        for (String part : parts) {
            String term = part.toLowerCase(Locale.ROOT);
            addTerm(term, terms);
            String stem = Stem.of(term);
            if (!stem.equals(term)) {
                addTerm(stem, terms);
            }
        }
    }

    /** A single Latin letter is a loop variable or the rest of a contraction. */
    private static void addTerm(String term, List<String> terms) {
        boolean letter = term.length() == 1 && term.charAt(0) >= 'a' && term.charAt(0) <= 'z';
        if (!letter && !term.isEmpty() && term.length() <= LONGEST_TERM) {
            terms.add(term);
        }
    }

    private static void addPairs(String run, List<String> terms) {
        int[] characters = run.codePoints().toArray();
        if (characters.length == 1) {
            terms.add(run.toLowerCase(Locale.ROOT));
        }
        for (int i = 0; i + 1 < characters.length; i++) {
            terms.add(new String(characters, i, 2).toLowerCase(Locale.ROOT));
        }
    }
}
