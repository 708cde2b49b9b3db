package io.deepwiki.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Path BINARIES = Path.of(System.getProperty("user.home"), ".cache", "deepwiki", "postgresql");

    @TempDir
    Path folder;

    @Test
    void what_was_stored_is_there_after_a_restart_and_vectors_work() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
            execute(postgres, "CREATE EXTENSION vector");
            execute(postgres, "CREATE TABLE note (place vector(3))");
            execute(postgres, "INSERT INTO note VALUES ('[1,2,3]')");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
            assertThat(query(postgres, "SELECT place <-> '[1,2,5]' FROM note")).isEqualTo("2");
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void a_killed_server_is_started_again_with_what_was_committed() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(folder, BINARIES);
        execute(killed, "CREATE TABLE note AS SELECT 7 AS number");
        kill(killed.pid());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
            assertThat(postgres.pid()).isNotEqualTo(killed.pid());
            assertThat(query(postgres, "SELECT number FROM note")).isEqualTo("7");
        }
    }

    @Test
    void the_last_to_leave_stops_the_server() throws SQLException {
        EmbeddedPostgres first = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE);
        EmbeddedPostgres second = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE);
        assertThat(second.pid()).isEqualTo(first.pid());
        first.close();
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThatThrownBy(() -> query(first, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void nobody_else_can_read_the_folder_or_see_the_password() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(postgres.password()).hasSize(64);
            assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain(postgres.password());
        }
    }

    private static void kill(long pid) throws ExecutionException, InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection open(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
    }
}
