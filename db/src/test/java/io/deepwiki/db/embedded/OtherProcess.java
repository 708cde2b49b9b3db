package io.deepwiki.db.embedded;

import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java process of its own that uses an embedded server until its input ends. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final long serverPid;

    private OtherProcess(Process process) throws IOException {
        this.process = process;
        this.serverPid = serverPid(process.inputReader());
    }

    /** Starts it; the server runs when this returns. */
    static OtherProcess start(Path folder) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = System.getProperty("java.class.path");
        List<String> command = List.of(
                java,
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                OtherProcess.class.getName(),
                folder.toString());
        return new OtherProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of(arguments[0]), EmbeddedPostgresTest.BINARIES, Durability.NONE)) {
            System.out.println("server " + postgres.pid());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static long serverPid(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("server ")) {
                return Long.parseLong(line.substring("server ".length()));
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("The other process did not start: " + said);
    }

    long serverPid() {
        return serverPid;
    }

    /** Lets it close its instance and end. */
    void leave() throws IOException, InterruptedException {
        process.outputWriter().close();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("The other process did not end well.");
        }
    }

    /** As by {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The pipes by which it is tied to us: its input, output and error output. */
    Set<Path> pipes() throws IOException {
        return openFiles(process.pid()).stream()
                .filter(file -> file.toString().startsWith("pipe:"))
                .collect(Collectors.toSet());
    }

    /** What a process has open. */
    static Set<Path> openFiles(long pid) throws IOException {
        Set<Path> open = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                open.add(Files.readSymbolicLink(descriptor));
            }
        }
        return open;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
