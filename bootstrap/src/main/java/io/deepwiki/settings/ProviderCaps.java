package io.deepwiki.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much providers of models are asked for at once.
 *
 * @param each what holds for a provider that is not named
 * @param named what holds for single ones, by their ids
 */
public record ProviderCaps(int each, Map<String, Integer> named) {
    private static final int MOST = 10_000;
    private static final int STANDARD = Integer.parseInt(SettingKey.JOBS_PROVIDER_CONCURRENCY.standard());

    public ProviderCaps {
        named = Map.copyOf(named);
        Checks checks = new Checks().range(SettingKey.JOBS_PROVIDER_CONCURRENCY, each, 1, MOST);
        named.values().forEach(cap -> checks.range(SettingKey.JOBS_PROVIDER_CONCURRENCY, cap, 1, MOST));
        checks.done();
    }

    /**
     * As they are written: {@code 16}, or {@code 16, ollama=1}.
     *
     * @throws IllegalArgumentException if a part is neither a number nor a name with one
     */
    public static ProviderCaps parse(List<String> parts) {
        int each = STANDARD;
        Map<String, Integer> named = new LinkedHashMap<>();
        for (String part : parts) {
            if (part.matches("\\d{1,9}")) {
                each = Integer.parseInt(part);
            } else if (part.matches("[a-z0-9_-]+ *= *\\d{1,9}")) {
                String[] both = part.split(" *= *", 2);
                named.put(both[0], Integer.parseInt(both[1]));
            } else {
                throw new IllegalArgumentException(SettingKey.JOBS_PROVIDER_CONCURRENCY.key()
                        + " must be numbers like 16 or ollama=1, is '" + part + "'");
            }
        }
        return new ProviderCaps(each, named);
    }
}
