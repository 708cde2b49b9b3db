package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FileEvidenceTest {
    private static Map<String, Double> added(Map<String, Double> scores) {
        return FileEvidence.added(scores, passage -> passage.charAt(0));
    }

    @Test
    void a_passage_among_others_that_match_beats_one_that_stands_alone() {
        Map<String, Double> added = added(Map.of("a1", 5.0, "a2", 4.0, "b1", 5.5));
        assertThat(added.get("a1")).isCloseTo(5 + 0.5 * (5 + 0.7 * 4), within(1e-9));
        assertThat(added.get("b1")).isCloseTo(5.5 + 0.5 * 5.5, within(1e-9));
        assertThat(added.get("a1")).isGreaterThan(added.get("b1"));
    }

    @Test
    void a_long_file_of_weak_matches_does_not_add_up_for_ever() {
        Map<String, Double> many = new java.util.HashMap<>();
        for (int i = 0; i < 500; i++) {
            many.put("a" + i, 1.0);
        }
        assertThat(added(many).get("a7"))
                .isEqualTo(added(Map.of("a0", 1.0, "a1", 1.0, "a2", 1.0, "a7", 1.0))
                        .get("a7"));
    }

    @Test
    void order_within_a_file_stays() {
        Map<String, Double> added = added(Map.of("a1", 3.0, "a2", 2.0, "a3", 0.0));
        assertThat(added.get("a1")).isGreaterThan(added.get("a2"));
        assertThat(added.get("a2")).isGreaterThan(added.get("a3"));
        assertThat(added(Map.of())).isEmpty();
    }
}
