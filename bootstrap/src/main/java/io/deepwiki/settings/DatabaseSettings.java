package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Which PostgreSQL.
 *
 * @param url a JDBC URL; empty for the embedded server
 * @param poolSize connections held at most
 * @param idle how long it may say nothing while it works on a statement
 */
public record DatabaseSettings(
        Optional<String> url, Optional<String> user, Optional<Secret> password, int poolSize, Duration idle) {
    public DatabaseSettings {
        new Checks()
                .that(
                        url.isEmpty() || url.get().startsWith("jdbc:postgresql:"),
                        SettingKey.DATABASE_URL.key() + " must begin with jdbc:postgresql:")
                .that(
                        url.isEmpty() || !url.get().contains("password="),
                        SettingKey.DATABASE_URL.key() + " must not contain the password: set "
                                + SettingKey.DATABASE_PASSWORD.key())
                .range(SettingKey.DATABASE_POOL_SIZE, poolSize, 2, 200)
                .range(SettingKey.DATABASE_IDLE_TIMEOUT, idle, Duration.ofSeconds(1), Duration.ofHours(1))
                .done();
    }
}
