package io.deepwiki.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static Price price(String prompt, String completion) {
        return new Price(new BigDecimal(prompt), new BigDecimal(completion));
    }

    @Test
    void a_cost_is_exact() {
        assertThat(price("0.25", "2").cost(new TokenUsage(1_000_000, 500_000, false)))
                .isEqualByComparingTo("1.25");
        assertThat(price("0.075", "0.3").cost(new TokenUsage(1, 1, true))).isEqualByComparingTo("0.000000375");
        assertThat(price("15", "75").cost(new TokenUsage(9_000_000_000_000_000L, 1, false)))
                .isEqualByComparingTo("135000000000.000075");
    }

    @Test
    void a_price_is_the_same_however_it_is_written() {
        assertThat(price("0.50", "10")).isEqualTo(price("0.5", "10.00"));
    }

    @Test
    void nobody_is_paid_for_being_asked() {
        assertThatThrownBy(() -> price("-1", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> price("0", "-0.01")).isInstanceOf(IllegalArgumentException.class);
    }
}
