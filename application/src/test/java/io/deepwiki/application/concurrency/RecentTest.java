package io.deepwiki.application.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final List<String> asked = new ArrayList<>();
    private final Recent<String, Integer> lengths = new Recent<>(2);

    private int length(String word) {
        return lengths.get(word, it -> {
            asked.add(it);
            return it.length();
        });
    }

    @Test
    void what_was_asked_for_last_is_not_got_again() {
        assertThat(List.of(length("one"), length("three"), length("one"), length("three")))
                .containsExactly(3, 5, 3, 5);
        assertThat(asked).containsExactly("one", "three");
    }

    @Test
    void what_was_not_asked_for_longest_is_forgotten() {
        List.of("one", "three", "one", "seven", "one", "three").forEach(this::length);
        assertThat(asked).containsExactly("one", "three", "seven", "three");
    }

    @Test
    void a_failure_is_not_kept() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lengths.get("one", _ -> {
                    throw new IllegalStateException("away");
                }));
        assertThat(length("one")).isEqualTo(3);
    }
}
