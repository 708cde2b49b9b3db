package io.deepwiki.db.embedded;

import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server's process: initialised once, found again by its pid file, started and stopped by {@code pg_ctl}. */
final class Server {
    static final String USER = "deepwiki";
    private static final long PATIENCE_SECONDS = 120;
    private static final int LOG_LIMIT = 10 << 20;

    private final Path folder;
    private final Binaries programs;
    private final String password;
    private final Live live;

    private Server(Path folder, Binaries programs, String password, Live live) {
        this.folder = folder;
        this.programs = programs;
        this.password = password;
        this.live = live;
    }

    /** What the pid file says of a running server. */
    private record Live(long pid, int port) {}

    /** The folder's server, running. The caller sees to it that nobody else starts it at the same time. */
    static Server running(Path folder, Binaries programs, Durability durability) throws IOException {
        Path cluster = folder.resolve("data");
        String password = initialised(folder, cluster, programs, durability);
        Optional<Live> live = live(cluster).filter(it -> answers(it.port(), password));
        if (live.isEmpty()) {
            start(folder, cluster, programs, durability);
            live = live(cluster).filter(it -> answers(it.port(), password));
        }
        return new Server(folder, programs, password, live.orElseThrow(() -> failure(folder, "it does not answer")));
    }

    int port() {
        return live.port();
    }

    long pid() {
        return live.pid();
    }

    String password() {
        return password;
    }

    void stop() throws IOException {
        run(folder, programs, "pg_ctl", List.of("-D", folder.resolve("data").toString(), "-m", "fast", "-w", "stop"));
    }

    private static String initialised(Path folder, Path cluster, Binaries programs, Durability durability)
            throws IOException {
        Path passwordFile = folder.resolve("password");
        if (Files.exists(cluster.resolve("PG_VERSION")) && Files.exists(passwordFile)) {
            return Files.readString(passwordFile).strip();
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        OwnerOnly.write(passwordFile, password);
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                cluster.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (durability == Durability.NONE) {
            arguments.add("--no-sync");
        }
        run(folder, programs, "initdb", arguments);
        return password;
    }

    private static void start(Path folder, Path cluster, Binaries programs, Durability durability) throws IOException {
        Path log = folder.resolve("server.log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        String options = "-p " + freePort()
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
                + (durability == Durability.NONE
                        ? " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                        : "");
        run(
                folder,
                programs,
                "pg_ctl",
                List.of("-D", cluster.toString(), "-w", "-t", "60", "-l", log.toString(), "-o", options, "start"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The first line of the pid file is the process, the fourth the port. */
    private static Optional<Live> live(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 4) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0).strip());
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return alive ? Optional.of(new Live(pid, Integer.parseInt(lines.get(3).strip()))) : Optional.empty();
    }

    private static boolean answers(int port, String password) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?loginTimeout=10&connectTimeout=10";
        try (Connection connection = DriverManager.getConnection(url, USER, password)) {
            return connection.isValid(10);
        } catch (SQLException _) {
            return false;
        }
    }

    /** PostgreSQL refuses to run as root: a user namespace in which we are nobody satisfies it. */
    private static void run(Path folder, Binaries programs, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.program(program).toString());
        command.addAll(arguments);
        Path output = folder.resolve(program + ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "PostgreSQL does not run as root without 'unshare' (package util-linux): install it, use another user, or set"
                            + " DEEPWIKI_DATABASE_URL.",
                    e);
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(folder, program + " took longer than " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start of PostgreSQL was interrupted.", e);
        }
        if (process.exitValue() != 0) {
            throw failure(folder, program + " said: " + Files.readString(output).strip());
        }
    }

    private static IllegalStateException failure(Path folder, String why) {
        return new IllegalStateException("The embedded PostgreSQL in " + folder + " did not start: " + why
                + ". Its log is " + folder.resolve("server.log")
                + "; or set DEEPWIKI_DATABASE_URL to another PostgreSQL with pgvector.");
    }
}
