package io.deepwiki.domain.usage;

import java.time.Instant;
import java.util.Optional;

/**
 * What one key's streams amount to.
 *
 * @param running how many run now
 * @param begun how many began within the window that is looked at
 * @param oldest when the first of these began
 */
public record StreamLoad(int running, int begun, Optional<Instant> oldest) {
    /** A key that has asked for nothing. */
    public static final StreamLoad NONE = new StreamLoad(0, 0, Optional.empty());
}
