package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
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
        List<Integer> first =
                java.util.stream.IntStream.rangeClosed(1, 40).boxed().toList();
        List<Integer> second =
                java.util.stream.IntStream.rangeClosed(100, 140).boxed().toList();
        Map<Integer, Double> fused = RankFusion.fuse(List.of(
                first,
                java.util.stream.Stream.concat(second.stream(), first.stream()).toList()));
        assertThat(fused.get(40)).isGreaterThan(fused.get(100) / 2);
        assertThat(fused.get(1)).isGreaterThan(fused.get(100));
    }

    @Test
    void a_single_ranking_keeps_its_order_and_none_gives_nothing() {
        assertThat(RankFusion.fuse(List.of(List.of("x"), List.<String>of()))).containsExactly(entry("x", 1.0 / 61));
        assertThat(RankFusion.<String>fuse(List.of())).isEmpty();
    }
}
