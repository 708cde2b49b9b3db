package io.deepwiki.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.db.embedded.EmbeddedPostgres;
import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import io.deepwiki.db.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsTest {
    @Test
    void several_instances_may_migrate_at_once() throws Exception {
        try (TestDatabase database = TestDatabase.unmigrated();
                ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> work = Collections.nCopies(4, () -> Migrations.apply(database.dataSource()));
            int applied = 0;
            for (Future<Integer> one : instances.invokeAll(work)) {
                applied += one.get();
            }
            assertThat(applied).isPositive().isEqualTo(migrationsIn(database));
            assertThat(Migrations.apply(database.dataSource())).isZero();
        }
    }

    @Test
    void a_schema_of_a_newer_version_is_refused_and_left_alone() throws SQLException {
        try (TestDatabase database = TestDatabase.unmigrated()) {
            int known = Migrations.apply(database.dataSource());
            execute(
                    database,
                    "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '9999', description, type, 'V9999__x.sql', checksum,"
                            + " installed_by, now(), 1, true FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
            assertThatThrownBy(() -> Migrations.apply(database.dataSource()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("newer version (V9999)")
                    .hasMessageContaining("restore the backup");
            assertThat(migrationsIn(database)).isEqualTo(known + 1);
        }
    }

    @Test
    void a_server_without_pgvector_is_told_with_the_package_to_install(@TempDir Path folder) throws IOException {
        Path binaries = folder.resolve("binaries");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("pg"), binaries, Durability.NONE)) {
            deleteAll(binaries, "vector.control");
            PGSimpleDataSource source = source(postgres.url("postgres"), postgres.user(), postgres.password());
            assertThatThrownBy(() -> Migrations.apply(source))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("postgresql-17-pgvector");
        }
    }

    @Test
    void a_user_who_may_not_create_the_extension_is_told_so() throws SQLException {
        try (TestDatabase database = TestDatabase.unmigrated()) {
            String user = "plain_" + database.url().substring(database.url().lastIndexOf('/') + 1);
            execute(database, "CREATE ROLE " + user + " LOGIN PASSWORD 'plain'");
            execute(database, "GRANT ALL ON SCHEMA public TO " + user);
            try {
                assertThatThrownBy(() -> Migrations.apply(source(database.url(), user, "plain")))
                        .hasMessageContaining("CREATE EXTENSION vector in this database as a superuser");
            } finally {
                execute(database, "DROP OWNED BY " + user);
                execute(database, "DROP ROLE " + user);
            }
        }
    }

    @Test
    void a_server_that_is_too_old_is_refused() {
        assertThatThrownBy(() -> Migrations.requireVersion(14))
                .hasMessageContaining("PostgreSQL 14")
                .hasMessageContaining("15 or newer");
        assertThatCode(() -> Migrations.requireVersion(15)).doesNotThrowAnyException();
    }

    @Test
    void a_server_that_does_not_answer_is_told_with_the_setting_to_check() {
        PGSimpleDataSource nobody = source("jdbc:postgresql://127.0.0.1:1/none", "nobody", "hidden");
        assertThatThrownBy(() -> Migrations.apply(nobody))
                .hasMessageContaining("DEEPWIKI_DATABASE_URL")
                .hasMessageNotContaining("hidden");
    }

    private static int migrationsIn(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM flyway_schema_history WHERE success")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static void deleteAll(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(it -> it.endsWith(name)).toList()) {
                Files.delete(file);
            }
        }
    }
}
