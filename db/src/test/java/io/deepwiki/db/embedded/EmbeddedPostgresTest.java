package io.deepwiki.db.embedded;

import static io.deepwiki.db.embedded.Sql.execute;
import static io.deepwiki.db.embedded.Sql.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    static final Path BINARIES = Path.of(System.getProperty("user.home"), ".cache", "deepwiki", "postgresql");

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
        }
    }

    @Test
    void the_server_is_durable_on_loopback_and_sorts_the_same_everywhere() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(postgres, "SHOW server_version")).startsWith("17.");
            assertThat(query(postgres, "SELECT datlocprovider::text || datlocale FROM pg_database LIMIT 1"))
                    .isEqualTo("bC.UTF-8");
            assertThat(query(postgres, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
        }
    }

    @Test
    void it_is_at_the_same_address_after_a_restart() {
        String address;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE)) {
            address = postgres.url("postgres");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE)) {
            assertThat(postgres.url("postgres")).isEqualTo(address);
        }
    }

    @Test
    void nobody_else_can_read_the_folder_or_see_the_password() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE)) {
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("password"))).isEqualTo("rw-------");
            assertThat(postgres.password()).matches("[0-9a-f]{64}");
            assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains(postgres.password()));
            assertThat(written()).isNotBlank().doesNotContain(postgres.password());
        }
    }

    @Test
    void the_log_tells_of_the_server_and_not_of_what_is_stored() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE)) {
            execute(postgres, "CREATE TABLE note (text varchar(200) PRIMARY KEY)");
            execute(postgres, "INSERT INTO note VALUES ('somebody''s secret')");
            assertThatThrownBy(() -> execute(postgres, "INSERT INTO note VALUES ('somebody''s secret')"))
                    .hasMessageContaining("duplicate key");
        }
        assertThat(written()).contains("database system is ready").doesNotContain("somebody");
    }

    @Test
    void a_log_that_has_grown_too_large_is_begun_anew() throws IOException {
        Path log = Files.createDirectories(folder.resolve("log")).resolve("postgresql-Mon.log");
        Files.write(log, new byte[11 << 20]);
        EmbeddedPostgres.start(folder, BINARIES, Durability.NONE).close();
        assertThat(Files.exists(log) ? Files.size(log) : 0).isLessThan(1 << 20);
    }

    @Test
    void a_first_start_that_was_cut_short_is_begun_anew() throws IOException {
        Files.createDirectories(folder.resolve("data.new"));
        Files.writeString(folder.resolve("data.new/PG_VERSION"), "17");
        Files.writeString(folder.resolve("password.new"), "half");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE)) {
            assertThat(postgres.password()).hasSize(64);
        }
    }

    @Test
    void a_lost_password_and_a_foreign_version_are_told_with_what_to_do() throws IOException {
        EmbeddedPostgres.start(folder, BINARIES, Durability.NONE).close();
        Path password = folder.resolve("password");
        String kept = Files.readString(password);
        Files.delete(password);
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, BINARIES)).hasMessageContaining("put it back");
        Files.writeString(password, kept);
        Files.writeString(folder.resolve("data/PG_VERSION"), "16\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, BINARIES)).hasMessageContaining("PostgreSQL 16");
    }

    @Test
    void a_server_that_does_not_start_says_why() throws IOException {
        EmbeddedPostgres.start(folder, BINARIES, Durability.NONE).close();
        Files.writeString(folder.resolve("data/postgresql.auto.conf"), "no_such_setting = 1\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, BINARIES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no_such_setting")
                .hasMessageContaining("DEEPWIKI_DATABASE_URL");
    }

    private String written() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static List<String> commandLines() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(process -> process.resolve("cmdline"))
                    .filter(Files::isReadable)
                    .map(EmbeddedPostgresTest::read)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // the process has just ended
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
