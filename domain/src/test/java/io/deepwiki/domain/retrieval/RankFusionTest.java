package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankFusionTest {
    @Test
    void places_count_and_scores_of_several_rankings_add_up() {
        Map<String, Double> fused = RankFusion.fuse(List.of(List.of("a", "b"), List.of("b", "c")));
        assertThat(fused).containsOnlyKeys("a", "b", "c");
        assertThat(fused.get("a")).isCloseTo(1.0 / 61, within(1e-12));
        assertThat(fused.get("b")).isCloseTo(1.0 / 62 + 1.0 / 61, within(1e-12));
        assertThat(fused.get("c")).isCloseTo(1.0 / 62, within(1e-12));
    }

    @Test
    void what_both_know_beats_what_one_likes_best() {
        List<Integer> both = IntStream.rangeClosed(1, 60).boxed().toList();
        List<Integer> alone = Stream.concat(Stream.of(100), both.stream()).toList();
        Map<Integer, Double> fused = RankFusion.fuse(List.of(both, alone));
        assertThat(fused.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                        .map(Map.Entry::getKey))
                .startsWith(1, 2, 3)
                .endsWith(60, 100);
    }

    @Test
    void a_single_ranking_keeps_its_order_and_none_gives_nothing() {
        assertThat(RankFusion.fuse(List.of(List.of("x"), List.<String>of()))).containsExactly(entry("x", 1.0 / 61));
        assertThat(RankFusion.<String>fuse(List.of())).isEmpty();
    }
}
