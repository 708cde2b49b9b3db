package io.deepwiki.domain.jobs;

import java.util.Map;

/**
 * How much of the work of jobs is in hand at once, by all instances together.
 *
 * @param perJob work items of one job, 1 to 64
 * @param perProvider work items that ask one provider of models, 1 to 10,000
 * @param ofProviders what holds instead of {@code perProvider} for single ones, by their ids
 */
public record Caps(int perJob, int perProvider, Map<String, Integer> ofProviders) {
    public static final int MOST_PER_JOB = 64;
    public static final int MOST_PER_PROVIDER = 10_000;

    public Caps {
        ofProviders = Map.copyOf(ofProviders);
        if (perJob < 1 || perJob > MOST_PER_JOB) {
            throw new IllegalArgumentException("1 to 64 items of a job are worked on at once, not " + perJob);
        }
        if (!possible(perProvider) || !ofProviders.values().stream().allMatch(Caps::possible)) {
            throw new IllegalArgumentException("1 to 10,000 items ask a provider at once");
        }
    }

    private static boolean possible(int cap) {
        return cap >= 1 && cap <= MOST_PER_PROVIDER;
    }

    /** How many work items may ask this provider at once. */
    public int of(String provider) {
        return ofProviders.getOrDefault(provider, perProvider);
    }
}
