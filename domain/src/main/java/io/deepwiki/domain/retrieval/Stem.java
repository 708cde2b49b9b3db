package io.deepwiki.domain.retrieval;

/**
 * A very light English stemmer, after the first step of Porter's ("An algorithm for suffix stripping", 1980): plural, {@code -ed},
 * {@code -ing}, and a final {@code e}, so that {@code cache}, {@code caches}, {@code cached} and {@code caching} meet. Nothing else is
 * folded: in code {@code server} and {@code service} are different things.
 */
final class Stem {
    private static final int SHORTEST = 3;

    private Stem() {}

    /** The stem of a lower-case word; the word itself if it is not made of Latin letters or has none. */
    static String of(String word) {
        if (word.length() <= SHORTEST || !latin(word)) {
            return word;
        }
        String singular = singular(word);
        String base = singular.equals(word) ? withoutEnding(word) : singular;
        boolean silent = base.endsWith("e") && base.length() > SHORTEST;
        return silent ? base.substring(0, base.length() - 1) : base;
    }

    private static String singular(String word) {
        if (!word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
            return word;
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return cut(word, 3) + "y";
        }
        boolean hissing =
                word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return hissing ? cut(word, 2) : cut(word, 1);
    }

    private static String withoutEnding(String word) {
        if (word.endsWith("ied") && word.length() > 4) {
            return cut(word, 3) + "y";
        }
        String stem =
                word.endsWith("ing") ? cut(word, 3) : word.endsWith("ed") && !word.endsWith("eed") ? cut(word, 2) : "";
        return stem.length() >= SHORTEST && hasVowel(stem) ? undoubled(stem) : word;
    }

    /** {@code runn} of running is run; {@code fill}, {@code pass} and {@code buzz} end so by nature. */
    private static String undoubled(String stem) {
        char last = stem.charAt(stem.length() - 1);
        boolean doubled = last == stem.charAt(stem.length() - 2) && "lszaeiou".indexOf(last) < 0;
        return doubled && stem.length() > SHORTEST ? cut(stem, 1) : stem;
    }

    private static String cut(String word, int characters) {
        return word.substring(0, word.length() - characters);
    }

    private static boolean latin(String word) {
        return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static boolean hasVowel(String stem) {
        return stem.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
    }
}
