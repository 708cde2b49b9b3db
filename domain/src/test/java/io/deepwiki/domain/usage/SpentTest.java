package io.deepwiki.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpentTest {
    private static final Price PRICE = new Price(new BigDecimal("1"), new BigDecimal("2"));
    private static final TokenUsage USAGE = new TokenUsage(10, 5, false);

    @Test
    void calls_add_up_and_no_call_adds_nothing() {
        Spent call = Spent.at(Optional.of(PRICE), USAGE);
        assertThat(call.cost()).contains(new BigDecimal("0.00002"));
        assertThat(call.plus(call))
                .isEqualTo(new Spent(new TokenUsage(20, 10, false), Optional.of(new BigDecimal("0.000040"))));
        assertThat(Spent.NONE.plus(call)).isEqualTo(call).isEqualTo(call.plus(Spent.NONE));
    }

    @Test
    void one_call_without_a_price_makes_the_cost_unknown_unless_it_cost_nothing() {
        Spent unknown = Spent.at(Optional.empty(), USAGE);
        assertThat(unknown.cost()).isEmpty();
        assertThat(unknown.plus(Spent.at(Optional.of(PRICE), USAGE)).cost()).isEmpty();
        assertThat(Spent.at(Optional.empty(), TokenUsage.NONE)).isEqualTo(Spent.NONE);
    }
}
