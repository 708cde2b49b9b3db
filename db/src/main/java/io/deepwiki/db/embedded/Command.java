package io.deepwiki.db.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs to their end. They keep none of our descriptors: the server that {@code pg_ctl} leaves behind must not hold
 * the terminal or the pipe of whoever started us.
 */
final class Command {
    private static final long PATIENCE_SECONDS = 120;
    private static final String INSTEAD =
            "run it as an ordinary user, or set DEEPWIKI_DATABASE_URL to a PostgreSQL with pgvector.";

    private final Path folder;
    private final Binaries programs;
    private final boolean root;

    /** Commands whose output is kept in the folder. */
    Command(Path folder, Binaries programs) throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /**
     * Waits for the program's end.
     *
     * @throws IllegalStateException with what the program said, or with what to do, if it fails
     */
    void run(String program, List<String> arguments) throws IOException {
        Path output = folder.resolve(program + ".out");
        int status = exitValue(started(program, arguments, output), program);
        if (status != 0) {
            String said = Files.readString(output).strip();
            if (said.startsWith("unshare:")) {
                throw new IllegalStateException(
                        "PostgreSQL refuses to run as root, and this machine does not let it run in a user namespace ("
                                + said + "): allow user namespaces, " + INSTEAD);
            }
            throw new IllegalStateException(program + " ended with " + status + ": " + said);
        }
    }

    private Process started(String program, List<String> arguments, Path output) throws IOException {
        List<String> words = new ArrayList<>();
        if (root) {
            // PostgreSQL refuses root; in a user namespace of its own it is nobody, with root's files.
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(programs.program(program).toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            if (root) {
                throw new IllegalStateException(
                        "PostgreSQL refuses to run as root without 'unshare': install util-linux, " + INSTEAD, e);
            }
            throw e;
        }
    }

    private static int exitValue(Process process, String program) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IllegalStateException(program + " took longer than " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The wait for " + program + " was interrupted.", e);
        }
    }
}
