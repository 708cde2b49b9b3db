package io.deepwiki.application.concurrency;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * What takes long to get and never changes, kept for the keys that were asked for last. Thread-safe; who asks at the same time as another gets
 * it for himself.
 */
public final class Recent<K, V> {
    private final SequencedMap<K, V> kept;

    /** @param most how many are kept, at least 1 */
    public Recent(int most) {
        this.kept = new LinkedHashMap<>(most, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** @param getting is asked outside of any lock if nothing is kept; what it throws is thrown, and nothing is kept */
    public V get(K key, Function<? super K, ? extends V> getting) {
        synchronized (kept) {
            V known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        V got = getting.apply(key);
        synchronized (kept) {
            kept.put(key, got);
        }
        return got;
    }
}
