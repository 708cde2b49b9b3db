package io.deepwiki.domain.planted;

import java.time.Instant;

public final class AsksTheClock {
    Instant now() {
        return Instant.now();
    }
}
