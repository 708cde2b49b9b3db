package io.deepwiki.domain.retrieval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Okapi BM25 ranking function (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with the
 * customary k1 = 1.2 and b = 0.75, and an inverse document frequency that is never negative: ln(1 + (N - df + 0.5) / (df + 0.5)).
 */
public final class Bm25 {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private Bm25() {}

    /**
     * A term in a document.
     *
     * @param frequency how often it occurs there, 1 or more
     * @param length of the document, in terms
     */
    public record Hit<K>(K key, int frequency, int length) {}

    /**
     * The score of every document that holds a term.
     *
     * @param byTerm all documents of each term: their number is the document frequency
     * @param documents how many there are in all
     * @param meanLength of all documents, in terms
     */
    public static <K> Map<K, Double> scores(Map<String, List<Hit<K>>> byTerm, int documents, double meanLength) {
        Map<K, Double> scores = new HashMap<>();
        for (List<Hit<K>> hits : byTerm.values()) {
            double rarity = Math.log(1 + (Math.max(0, documents - hits.size()) + 0.5) / (hits.size() + 0.5));
            for (Hit<K> hit : hits) {
                double norm = K1 * (1 - B + B * hit.length() / Math.max(1, meanLength));
                scores.merge(hit.key(), rarity * hit.frequency() * (K1 + 1) / (hit.frequency() + norm), Double::sum);
            }
        }
        return scores;
    }
}
