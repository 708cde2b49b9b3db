package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.retrieval.Identifiers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether what was found has anything to do with the question: a single common word in common is not enough. */
final class Relevance {
    private Relevance() {}

    /** Whether the question has the name, or all the words that it is made of. */
    static boolean names(String question, String name) {
        Set<String> asked = Identifiers.queryTerms(question);
        return name.length() > 2 && asked.containsAll(Identifiers.terms(name));
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
