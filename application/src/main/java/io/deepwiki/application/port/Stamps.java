package io.deepwiki.application.port;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** The two things from outside that every new row bears: when, and who it is. */
public record Stamps(InstantSource clock, Ids ids) {
    public Instant now() {
        return clock.instant();
    }

    public UUID newId() {
        return ids.next();
    }
}
