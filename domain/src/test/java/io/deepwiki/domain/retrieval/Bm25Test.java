package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepwiki.domain.retrieval.Bm25.Hit;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Bm25Test {
    @Test
    void the_score_is_that_of_the_formula() {
        Map<String, Double> scores = Bm25.scores(Map.of("claim", List.of(new Hit<>("a", 2, 10))), 4, 10);
        double idf = Math.log(1 + 3.5 / 1.5);
        assertThat(scores.get("a")).isCloseTo(idf * 2 * 2.2 / (2 + 1.2), within(1e-9));
    }

    @Test
    void a_rare_term_counts_more_than_a_common_one() {
        Map<String, Double> scores = Bm25.scores(
                Map.of(
                        "rare",
                        List.of(new Hit<>("a", 1, 10)),
                        "common",
                        List.of(new Hit<>("b", 1, 10), new Hit<>("c", 1, 10))),
                3,
                10);
        assertThat(scores.get("a")).isGreaterThan(scores.get("b"));
    }

    @Test
    void scores_of_several_terms_add_up() {
        Map<String, Double> scores =
                Bm25.scores(Map.of("x", List.of(new Hit<>("a", 1, 10)), "y", List.of(new Hit<>("a", 1, 10))), 9, 10);
        Map<String, Double> one = Bm25.scores(Map.of("x", List.of(new Hit<>("a", 1, 10))), 9, 10);
        assertThat(scores.get("a")).isCloseTo(2 * one.getOrDefault("a", 0.0), within(1e-9));
        assertThat(Bm25.scores(Map.<String, List<Hit<String>>>of(), 9, 10)).isEmpty();
    }

    @Property(tries = 200)
    void more_occurrences_and_shorter_passages_rank_higher(
            @ForAll @IntRange(min = 1, max = 1_000) int frequency,
            @ForAll @IntRange(min = 1, max = 10_000) int length) {
        Map<String, Double> scores = Bm25.scores(
                Map.of(
                        "t",
                        List.of(
                                new Hit<>("one", frequency, length),
                                new Hit<>("more", frequency + 1, length),
                                new Hit<>("longer", frequency, length + 1))),
                100,
                50);
        assertThat(scores.get("more")).isGreaterThan(scores.get("one"));
        assertThat(scores.get("longer")).isLessThan(scores.get("one")).isPositive();
    }

    @Property(tries = 200)
    void a_score_is_never_negative(
            @ForAll @IntRange(min = 0, max = 5) int chunks, @ForAll @IntRange(min = 0, max = 3) int mean) {
        Map<String, Double> scores = Bm25.scores(
                Map.of("t", List.of(new Hit<>("a", 1, 1), new Hit<>("b", 1, 9), new Hit<>("c", 3, 0))), chunks, mean);
        assertThat(scores.values())
                .allSatisfy(score -> assertThat(score).isPositive().isFinite());
    }
}
