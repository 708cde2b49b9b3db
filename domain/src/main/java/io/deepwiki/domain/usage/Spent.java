package io.deepwiki.domain.usage;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What calls of models came to.
 *
 * @param cost US dollars, exactly; empty as soon as the price of one of the calls is not known
 */
public record Spent(TokenUsage usage, Optional<BigDecimal> cost) {
    /** Nobody was asked. */
    public static final Spent NONE = new Spent(TokenUsage.NONE, Optional.of(BigDecimal.ZERO));

    /** 0.5 and 0.50 are one cost. */
    public Spent {
        cost = cost.map(BigDecimal::stripTrailingZeros);
    }

    /** What a call costs at this price; one without a token costs nothing at any. */
    public static Spent at(Optional<Price> price, TokenUsage usage) {
        return usage.total() == 0
                ? new Spent(usage, NONE.cost)
                : new Spent(usage, price.map(known -> known.cost(usage)));
    }

    /** Both together. */
    public Spent plus(Spent other) {
        return new Spent(usage.plus(other.usage), cost.flatMap(mine -> other.cost.map(mine::add)));
    }
}
