package io.deepwiki.db.testing;

import io.deepwiki.db.embedded.EmbeddedPostgres;
import io.deepwiki.db.testing.TestDatabase.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Decides on a server for tests, and starts it. */
final class ServerChoice {
    private static final String IMAGE = "deepwiki/postgres-pgvector:17";

    private ServerChoice() {}

    static TestServer start() {
        String mode = setting("deepwiki.test.database", "DEEPWIKI_TEST_DATABASE", "auto");
        return switch (mode) {
            case "url" -> given();
            case "testcontainers" -> container();
            case "embedded" -> embedded();
            case "auto" ->
                System.getenv("DEEPWIKI_TEST_DATABASE_URL") != null
                        ? given()
                        : imageIsThere() ? container() : embedded();
            default ->
                throw new IllegalStateException(
                        "deepwiki.test.database is url, testcontainers, embedded or auto, not " + mode);
        };
    }

    private static TestServer given() {
        String url = System.getenv("DEEPWIKI_TEST_DATABASE_URL");
        if (url == null) {
            throw new IllegalStateException(
                    "Set DEEPWIKI_TEST_DATABASE_URL, as in jdbc:postgresql://127.0.0.1:5432/, and _USER and _PASSWORD.");
        }
        String address = url.substring(0, url.lastIndexOf('/') + 1);
        return new TestServer(
                address,
                setting("", "DEEPWIKI_TEST_DATABASE_USER", "postgres"),
                setting("", "DEEPWIKI_TEST_DATABASE_PASSWORD", ""));
    }

    private static TestServer container() {
        if (!imageIsThere()) {
            throw new IllegalStateException("There is no container engine, or it does not have the image " + IMAGE
                    + ": run db/src/test/docker/ensure-engine.sh and db/src/test/docker/build-image.sh.");
        }
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        postgres.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(postgres::stop));
        String url = postgres.getJdbcUrl();
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query);
        return new TestServer(
                plain.substring(0, plain.lastIndexOf('/') + 1), postgres.getUsername(), postgres.getPassword());
    }

    private static TestServer embedded() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "deepwiki", "postgresql");
        try {
            Path folder = Files.createTempDirectory("deepwiki-test-pg-");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, cache, EmbeddedPostgres.Durability.NONE);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                postgres.close();
                deleteAll(folder);
            }));
            return new TestServer(postgres.url(""), postgres.user(), postgres.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asked first, and of the engine's own client, since an image that is missing would be looked for elsewhere for minutes. */
    private static boolean imageIsThere() {
        try {
            Process inspect = new ProcessBuilder("docker", "image", "inspect", IMAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return inspect.waitFor(10, TimeUnit.SECONDS) && inspect.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String setting(String property, String variable, String otherwise) {
        String fromProperty = property.isEmpty() ? null : System.getProperty(property);
        String fromEnvironment = System.getenv(variable);
        return fromProperty != null ? fromProperty : fromEnvironment != null ? fromEnvironment : otherwise;
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
