package io.deepwiki.domain.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CeilingsTest {
    private static Spent spent(long tokens, String cost) {
        return new Spent(new TokenUsage(tokens - 1, 1, false), Optional.of(new BigDecimal(cost)));
    }

    private static Ceilings tokens(long most) {
        return new Ceilings(Optional.of(most), Optional.empty());
    }

    private static Ceilings dollars(String most) {
        return new Ceilings(Optional.empty(), Optional.of(new BigDecimal(most)));
    }

    @Test
    void what_is_spent_in_full_is_reached_and_said_in_the_same_words_ever_after() {
        assertThat(tokens(100).reached(spent(99, "0"))).isEmpty();
        assertThat(tokens(100).reached(spent(100, "0")))
                .contains("The job's ceiling of 100 tokens is reached.")
                .isEqualTo(tokens(100).reached(spent(250, "0")));
        assertThat(dollars("10.0").reached(spent(100, "9.999999"))).isEmpty();
        assertThat(dollars("10.0").reached(spent(100, "10")))
                .contains("The job's ceiling of 10 US dollars is reached.");
        assertThat(Ceilings.NONE.reached(spent(Long.MAX_VALUE, "1000000"))).isEmpty();
    }

    @Test
    void whichever_of_two_is_reached_first_counts() {
        Ceilings both = new Ceilings(Optional.of(100L), Optional.of(BigDecimal.ONE));
        assertThat(both.reached(spent(100, "0.5"))).isPresent();
        assertThat(both.reached(spent(50, "1"))).isPresent();
        assertThat(both.reached(spent(50, "0.5"))).isEmpty();
    }

    @Test
    void a_cost_that_is_not_known_keeps_no_ceiling() {
        Spent unknown = new Spent(new TokenUsage(1, 1, false), Optional.empty());
        assertThat(dollars("1").reached(unknown)).get().asString().contains("not known any more");
        assertThat(tokens(100).reached(unknown)).isEmpty();
    }

    @Test
    void a_ceiling_lets_something_through() {
        assertThatThrownBy(() -> tokens(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars("0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars("-1")).isInstanceOf(IllegalArgumentException.class);
    }
}
