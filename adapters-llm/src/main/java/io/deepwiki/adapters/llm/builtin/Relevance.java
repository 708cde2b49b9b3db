package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.retrieval.Identifiers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether what was found has anything to do with the question: a single common word in common is not enough. */
final class Relevance {
    private static final Pattern WHOLE = Pattern.compile(
            "(?iU)(?:.{0,80}\\b(?:what|purpose|about|overview|summar\\w*|explain|describe|introduc\\w*|architecture|structur\\w*)\\b.{0,60}\\b(?:(?:this|the|whole)\\s+)"
                    + "(?:project|repo|repository|codebase|code base|product|program|library|application|app)\\b.{0,40}|(?:give me an?\\s+)?(?:overview|summary)\\W*|.{0,60}(?:dự án|kho mã) này.{0,40})");

    private Relevance() {}

    /** Whether the question is about the repository as a whole, not about something in it. */
    static boolean isAboutTheWhole(String question) {
        return WHOLE.matcher(question.strip()).matches();
    }

    /** Whether the question has the name, or all the words that it is made of. */
    static boolean names(String question, String name) {
        Set<String> asked = Identifiers.queryTerms(question);
        List<String> terms = Identifiers.terms(name); // of several words, all as one come first
        List<String> words = terms.size() > 2 ? terms.subList(1, terms.size()) : terms;
        return name.length() > 2 && asked.containsAll(words);
    }

    /** Whether more than a third of the question's telling words stand in the passages. */
    static boolean of(String question, List<Excerpt> passages) {
        Set<String> telling = Identifiers.queryTerms(question);
        Set<String> found = new HashSet<>();
        for (Excerpt passage : passages) {
            found.addAll(Identifiers.terms(passage.path().value() + " " + passage.symbol() + " " + passage.text()));
        }
        List<List<String>> words = Arrays.stream(question.split("[\\s\\p{Punct}&&[^_$]]+"))
                .distinct()
                .map(word -> Identifiers.terms(word).stream()
                        .filter(telling::contains)
                        .toList())
                .filter(terms -> !terms.isEmpty())
                .toList();
        long known = words.stream()
                .filter(terms -> terms.stream().anyMatch(found::contains))
                .count();
        return known > 0 && known * 3 > words.size();
    }
}
