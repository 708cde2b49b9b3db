package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.db.testing.JobInvariants;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.RunningService;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The folder that ships, with a data folder of its own and free ports, used through its launcher and over HTTP. */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path launcher;
    private final Map<String, String> environment = new HashMap<>();
    private final Path scratch;
    private final DataFolder data;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** What a command gave back. */
    record Outcome(int code, String out, String err) {
        Outcome succeeded() {
            assertThat(code).as("%s%n%s", out, err).isZero();
            return this;
        }
    }

    /** @param scratch empty; everything goes into it */
    Installation(Path scratch) {
        this(scratch, Path.of(System.getProperty("deepwiki.dist")));
    }

    /** @param product the folder that ships, wherever it was put */
    Installation(Path scratch, Path product) {
        this.scratch = scratch;
        this.launcher = product.resolve("deepwiki");
        this.data = new DataFolder(scratch.resolve("data"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", System.getProperty("user.home"));
        environment.put("LANG", "C.UTF-8");
        environment.put("DEEPWIKI_DATA_DIR", data.root().toString());
        environment.put("PORT", "0");
        environment.put("DEEPWIKI_WEB_PORT", "0");
    }

    Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Installation without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** What people would type. */
    Path launcher() {
        return launcher;
    }

    /** Runs the launcher in a folder, without a terminal, and waits for its end. */
    Outcome run(Path workingFolder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        File out = Files.createTempFile(scratch, "out", ".txt").toFile();
        File err = Files.createTempFile(scratch, "err", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        return new Outcome(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    /** Starts the launcher in the scratch folder and lets it run; what it says goes to a file. */
    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path words = Files.createTempFile(scratch, "words", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), words);
    }

    /** A command that still runs. */
    record Running(Process process, Path words) implements AutoCloseable {
        /** Waits until it has said what matches, and gives the first group. */
        String said(String pattern) throws IOException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && process.isAlive()) {
                var found = Pattern.compile(pattern).matcher(Files.readString(words));
                if (found.find()) {
                    return found.group(1);
                }
                LockSupport.parkNanos(20_000_000);
            }
            throw new AssertionError(pattern + " was not said in:\n" + Files.readString(words));
        }

        /** Asks it to end, as Ctrl-C does, and waits. */
        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    RunningService service() {
        return data.service().read().orElseThrow();
    }

    /** Ends the service without a chance to say goodbye. */
    void kill() {
        ProcessHandle process = ProcessHandle.of(service().pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    String key() {
        return data.apiKey().read().map(Secret::reveal).orElseThrow();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return request(service().url(), path);
    }

    HttpRequest.Builder request(URI instance, String path) {
        return HttpRequest.newBuilder(URI.create(instance + path))
                .timeout(Duration.ofMinutes(2))
                .header("X-API-Key", key());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** What always holds for jobs holds in the database that came along, if it runs. */
    void checkJobs() throws IOException {
        Path postmaster = data.postgres().resolve("data/postmaster.pid");
        if (Files.exists(postmaster)) {
            String port = Files.readAllLines(postmaster).get(3);
            String password =
                    Files.readString(data.postgres().resolve("password")).strip();
            assertThat(JobInvariants.broken("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "deepwiki", password))
                    .isEmpty();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            checkJobs();
        } finally {
            down();
        }
    }

    private void down() throws IOException {
        try {
            run(scratch, "down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the service was stopping", e);
        }
    }
}
