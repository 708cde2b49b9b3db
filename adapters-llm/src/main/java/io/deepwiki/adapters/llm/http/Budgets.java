package io.deepwiki.adapters.llm.http;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param connect until the connection stands: the name is looked up, and hands are shaken
 * @param first from then until the first event of the answer, reasoning included; anew with each comment that comes before it
 * @param idle between two events
 * @param whole for everything
 */
public record Budgets(Duration connect, Duration first, Duration idle, Duration whole) {
    /** 10 s, 2 min (models that think first take their time), 1 min, 15 min. */
    public static final Budgets STANDARD =
            new Budgets(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(15));
}
