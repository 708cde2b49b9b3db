package io.deepwiki.domain.usage;

import java.math.BigDecimal;

/**
 * What a model's tokens cost; 0.5 and 0.50 are one price.
 *
 * @param prompt US dollars for a million tokens sent, 0 or more
 * @param completion US dollars for a million tokens written, 0 or more
 */
public record Price(BigDecimal prompt, BigDecimal completion) {
    /** What is written without anybody being paid. */
    public static final Price NOTHING = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int MILLION = 6;

    public Price {
        if (prompt.signum() < 0 || completion.signum() < 0) {
            throw new IllegalArgumentException("a price is 0 or more");
        }
        prompt = prompt.stripTrailingZeros();
        completion = completion.stripTrailingZeros();
    }

    /** The exact cost in US dollars; nothing is rounded. */
    public BigDecimal cost(TokenUsage usage) {
        return prompt.multiply(BigDecimal.valueOf(usage.prompt()))
                .add(completion.multiply(BigDecimal.valueOf(usage.completion())))
                .movePointLeft(MILLION);
    }
}
