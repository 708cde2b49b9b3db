package io.deepwiki.adapters.persistence.database;

import io.deepwiki.domain.access.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is, and how it is used.
 *
 * @param url as in {@code jdbc:postgresql://127.0.0.1:5432/deepwiki}
 * @param password empty if the server asks for none
 * @param connections how many there are at most, 1 or more; one for every request that works on rows at the same moment
 * @param patience how long a request waits for one of them, and for a server that does not answer; 250 ms or more
 * @param silence how long the server may say nothing while it works on a statement, 1 s or more: then it counts as gone
 */
public record DatabaseSettings(
        String url, String user, Optional<Secret> password, int connections, Duration patience, Duration silence) {
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);

    public DatabaseSettings {
        if (connections < 1 || patience.compareTo(LEAST_PATIENCE) < 0 || silence.compareTo(LEAST_SILENCE) < 0) {
            throw new IllegalArgumentException(
                    "a database needs a connection, a patience of 250 ms, and may be silent for 1 s");
        }
    }
}
