package io.deepwiki.domain.retrieval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets the passages of a file speak for each other: where several of them match, each is more likely to be what is looked for than a match that
 * stands alone. The weights are those that found most on the set of docs/benchmarks.md; results hardly depend on them.
 */
public final class FileEvidence {
    private static final double WEIGHT = 0.5;
    private static final double DECAY = 0.7;
    private static final int PASSAGES = 4;

    private FileEvidence() {}

    /**
     * The scores, each with half of what its file's four best passages have, the better counting more.
     *
     * @param scores of passages, 0 or more
     * @param file tells the file of a passage
     */
    public static <P, F> Map<P, Double> added(Map<P, Double> scores, Function<P, F> file) {
        Map<F, List<Double>> byFile = scores.entrySet().stream()
                .collect(Collectors.groupingBy(
                        scored -> file.apply(scored.getKey()),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        Map<F, Double> evidence = new HashMap<>();
        byFile.forEach((each, found) -> evidence.put(each, evidence(found)));
        Map<P, Double> added = new HashMap<>();
        scores.forEach((passage, score) -> added.put(passage, score + evidence.getOrDefault(file.apply(passage), 0.0)));
        return added;
    }

    private static double evidence(List<Double> scores) {
        double sum = 0;
        double weight = WEIGHT;
        for (double score : scores.stream()
                .sorted(Comparator.reverseOrder())
                .limit(PASSAGES)
                .toList()) {
            sum += weight * score;
            weight *= DECAY;
        }
        return sum;
    }
}
