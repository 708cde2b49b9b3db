package io.deepwiki.domain.jobs;

import io.deepwiki.domain.usage.Spent;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much one run of a job may spend. Looked at before each call of a model: what is reached stops the next call, not one that runs.
 *
 * @param tokens sent and written together, 1 or more
 * @param cost US dollars, more than 0
 */
public record Ceilings(Optional<Long> tokens, Optional<BigDecimal> cost) {
    /** No end to it. */
    public static final Ceilings NONE = new Ceilings(Optional.empty(), Optional.empty());

    public Ceilings {
        if (tokens.filter(most -> most < 1).isPresent()
                || cost.filter(most -> most.signum() <= 0).isPresent()) {
            throw new IllegalArgumentException("a ceiling is more than 0");
        }
        cost = cost.map(BigDecimal::stripTrailingZeros);
    }

    /** Why nothing more may be spent, in a sentence that is the same for each call that it stops; empty while something may. */
    public Optional<String> reached(Spent spent) {
        Optional<String> byTokens = tokens.filter(most -> spent.usage().total() >= most)
                .map(most -> "The job's ceiling of " + most + " tokens is reached.");
        return byTokens.or(() -> cost.flatMap(most -> reached(most, spent.cost())));
    }

    private static Optional<String> reached(BigDecimal most, Optional<BigDecimal> spent) {
        String ceiling = "The job's ceiling of " + most.toPlainString() + " US dollars";
        if (spent.isEmpty()) {
            return Optional.of(ceiling + " cannot be kept: the price of its model is not known any more.");
        }
        return spent.filter(dollars -> dollars.compareTo(most) >= 0).map(_ -> ceiling + " is reached.");
    }
}
