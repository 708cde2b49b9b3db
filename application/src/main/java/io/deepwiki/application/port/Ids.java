package io.deepwiki.application.port;

import java.util.UUID;

/** Makes ids that nobody else makes. */
@FunctionalInterface
public interface Ids {
    /** A new id: a UUID of version 7, so that ids sort by the time they were made. */
    UUID next();
}
