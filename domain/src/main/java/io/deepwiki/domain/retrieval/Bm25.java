package io.deepwiki.domain.retrieval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks passages by the terms that they share with a question: BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
 * and Beyond" (2009), with the usual k1 and b, and an inverse document frequency that is never negative.
 */
public final class Bm25 {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private Bm25() {}

    /**
     * A term in a passage.
     *
     * @param frequency how often it occurs there, from 1
     * @param length of the passage, in terms
     */
    public record Hit<K>(K key, int frequency, int length) {}

    /**
     * The score of every passage that has one of the terms; higher is better.
     *
     * @param byTerm for each term of the question all passages that hold it
     * @param chunks how many passages there are
     * @param meanLength their mean length, in terms
     */
    public static <K> Map<K, Double> scores(Map<String, List<Hit<K>>> byTerm, int chunks, double meanLength) {
        Map<K, Double> scores = new HashMap<>();
        double mean = Math.max(1, meanLength);
        byTerm.values().forEach(hits -> {
            double idf = idf(Math.max(chunks, hits.size()), hits.size());
            for (Hit<K> hit : hits) {
                scores.merge(hit.key(), idf * saturation(hit.frequency(), hit.length() / mean), Double::sum);
            }
        });
        return scores;
    }

    private static double idf(int chunks, int holding) {
        return Math.log(1 + (chunks - holding + 0.5) / (holding + 0.5));
    }

    private static double saturation(int frequency, double relativeLength) {
        return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relativeLength));
    }
}
