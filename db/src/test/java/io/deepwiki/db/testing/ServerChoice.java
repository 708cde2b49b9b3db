package io.deepwiki.db.testing;

import io.deepwiki.db.embedded.EmbeddedPostgres;
import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import io.deepwiki.db.testing.TestDatabase.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Decides on a server for tests, and starts it. */
final class ServerChoice {
    private static final String IMAGE = "deepwiki/postgres-pgvector:17";
    private static final String FOLDERS = "deepwiki-test-pg-";
    private static final Path BINARIES = Path.of(System.getProperty("user.home"), ".cache", "deepwiki", "postgresql");

    private ServerChoice() {}

    static TestServer start() {
        String mode = Optional.ofNullable(System.getProperty("deepwiki.test.database"))
                .filter(text -> !text.isBlank())
                .or(() -> variable("DEEPWIKI_TEST_DATABASE"))
                .orElse("auto");
        return switch (mode) {
            case "url" -> given();
            case "testcontainers" -> container();
            case "embedded" -> embedded();
            case "auto" -> whatIsThere();
            default ->
                throw new IllegalStateException(
                        "deepwiki.test.database is url, testcontainers, embedded or auto, not " + mode);
        };
    }

    private static TestServer whatIsThere() {
        if (variable("DEEPWIKI_TEST_DATABASE_URL").isPresent()) {
            return given();
        }
        return imageIsThere() ? container() : embedded();
    }

    private static TestServer given() {
        String url = variable("DEEPWIKI_TEST_DATABASE_URL")
                .orElseThrow(() -> new IllegalStateException("The tests are told to use a given PostgreSQL: set"
                        + " DEEPWIKI_TEST_DATABASE_URL, as in jdbc:postgresql://127.0.0.1:5432/, and _USER and"
                        + " _PASSWORD of a user who may create databases and the extension vector."));
        return new TestServer(
                addressOf(url),
                variable("DEEPWIKI_TEST_DATABASE_USER").orElse("postgres"),
                variable("DEEPWIKI_TEST_DATABASE_PASSWORD").orElse(""),
                true);
    }

    private static TestServer container() {
        if (!imageIsThere()) {
            throw new IllegalStateException("The tests are told to use Testcontainers, but no container engine runs, or"
                    + " it does not have the image " + IMAGE
                    + ": run db/src/test/docker/ensure-engine.sh and db/src/test/docker/build-image.sh.");
        }
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        postgres.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(postgres::stop));
        return new TestServer(addressOf(postgres.getJdbcUrl()), postgres.getUsername(), postgres.getPassword(), false);
    }

    private static TestServer embedded() {
        try {
            clearAbandoned();
            Path folder = Files.createTempDirectory(FOLDERS);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, Durability.NONE);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                postgres.close();
                deleteAll(folder);
            }));
            return new TestServer(postgres.url(""), postgres.user(), postgres.password(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the servers of test runs that were killed, and deletes their folders. One that is a minute old may be in the making. */
    private static void clearAbandoned() throws IOException {
        Instant settled = Instant.now().minus(Duration.ofMinutes(1));
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, FOLDERS + "*")) {
            for (Path folder : folders) {
                boolean ours = Files.isWritable(folder)
                        && Files.exists(folder.resolve("start.lock"))
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(settled);
                if (ours && EmbeddedPostgres.stopAbandoned(folder, BINARIES)) {
                    deleteAll(folder);
                }
            }
        }
    }

    /** Asked first, and of the engine's own client, since an image that is missing would be looked for elsewhere for minutes. */
    private static boolean imageIsThere() {
        try {
            Process inspect = new ProcessBuilder("docker", "image", "inspect", IMAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!inspect.waitFor(10, TimeUnit.SECONDS)) {
                inspect.destroyForcibly();
                return false;
            }
            return inspect.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A JDBC URL up to the database's name. */
    private static String addressOf(String url) {
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query);
        return plain.substring(0, plain.lastIndexOf('/') + 1);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
