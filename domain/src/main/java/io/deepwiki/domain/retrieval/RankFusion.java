package io.deepwiki.domain.retrieval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one ranking of several by the places alone, since scores of different searches cannot be compared: reciprocal rank fusion after
 * Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods" (2009), with their k of 60.
 */
public final class RankFusion {
    private static final int K = 60;

    private RankFusion() {}

    /**
     * The score of everything that is ranked somewhere: the sum of 1 / (60 + place) over the rankings, with places from 1.
     *
     * @param rankings each best first, without repetitions
     */
    public static <T> Map<T, Double> fuse(List<List<T>> rankings) {
        Map<T, Double> scores = new LinkedHashMap<>();
        for (List<T> ranking : rankings) {
            int place = 0;
            for (T one : ranking) {
                place++;
                scores.merge(one, 1.0 / (K + place), Double::sum);
            }
        }
        return scores;
    }
}
