package io.deepwiki.adapters.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.adapters.persistence.jobs.PgWakeUps;
import io.deepwiki.db.testing.TestDatabase;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.instance.InstanceId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that vanishes without a word: no connection is closed, nothing comes any more. */
@Timeout(60)
class SilentServerTest {
    private final TestDatabase server = TestDatabase.fresh();
    private SilentProxy proxy;
    private Database database;

    @BeforeEach
    void connect() throws IOException {
        proxy = new SilentProxy(server.url());
        database = new Database(new DatabaseSettings(
                proxy.url(),
                server.user(),
                Optional.of(server.password()).filter(text -> !text.isBlank()).map(Secret::new),
                2,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        database.close();
        server.close();
    }

    @Test
    void whoever_waits_for_it_is_told_that_it_is_away() {
        var transactions = database.transactions();
        DatabaseAway.assertTold(() -> transactions.inTransaction(() -> {
            select();
            proxy.fallSilent();
            return select();
        }));
        DatabaseAway.assertTold(this::select);
        proxy.speakAgain();
        awaitTrue(database::answers);
        assertThat(select()).isEqualTo(1);
    }

    @Test
    void whoever_waits_for_the_end_of_a_transaction_is_told_too() {
        DatabaseAway.assertTold(() -> database.transactions().inTransaction(() -> {
            select();
            proxy.fallSilent();
        }));
        proxy.speakAgain();
        awaitTrue(database::answers);
        assertThat(select()).isEqualTo(1);
    }

    private int select() {
        return database.dsl().fetch("select 1").size();
    }

    @Test
    void whoever_only_listens_notices_it_and_listens_again_when_it_is_back() {
        try (PgWakeUps wakeUps = new PgWakeUps(database, new InstanceId(new UUID(1, 1)))) {
            awaitTrue(wakeUps::listening);
            proxy.fallSilent();
            awaitTrue(() -> !wakeUps.listening());
            proxy.speakAgain();
            awaitTrue(wakeUps::listening);
        }
    }

    @Test
    void a_migration_may_take_longer() throws SQLException {
        sleepTwoSeconds(database.patientDataSource());
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> sleepTwoSeconds(database.dataSource()));
    }

    private static void sleepTwoSeconds(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(2)");
        }
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
