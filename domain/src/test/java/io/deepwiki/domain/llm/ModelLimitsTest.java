package io.deepwiki.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelLimitsTest {
    @Test
    void an_answer_has_the_room_that_it_may_fill() {
        ModelLimits limits = new ModelLimits(128_000, 8_000);
        assertThat(limits.room()).isEqualTo(8_000);
        assertThat(limits.prompt()).isEqualTo(120_000);
    }

    @Test
    void an_answer_has_no_more_than_a_quarter_of_the_window() {
        ModelLimits limits = new ModelLimits(400_000, 128_000);
        assertThat(limits.room()).isEqualTo(100_000);
        assertThat(limits.prompt()).isEqualTo(300_000);
    }

    @Test
    void a_window_that_holds_no_prompt_is_refused() {
        assertThatThrownBy(() -> new ModelLimits(1_000, 1_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ModelLimits(1_000, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
