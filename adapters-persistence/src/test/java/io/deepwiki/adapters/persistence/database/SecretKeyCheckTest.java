package io.deepwiki.adapters.persistence.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.db.testing.TestDatabase;
import io.deepwiki.domain.access.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretKeyCheckTest {
    @Test
    void an_instance_with_another_key_is_told_what_to_do() {
        try (TestDatabase server = TestDatabase.fresh();
                Database database = new Database(new DatabaseSettings(
                        server.url(),
                        server.user(),
                        Optional.of(new Secret(server.password())),
                        2,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1)))) {
            SecretKeyCheck.run(database.dsl(), box(1));
            assertThatCode(() -> SecretKeyCheck.run(database.dsl(), box(1))).doesNotThrowAnyException();
            assertThatThrownBy(() -> SecretKeyCheck.run(database.dsl(), box(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DEEPWIKI_SECRET_KEY");
        }
    }

    private static SecretBox box(int digit) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) digit);
        return new SecretBox(new SecretKeySpec(key, "AES"));
    }
}
