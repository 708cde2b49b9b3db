package io.deepwiki.db.embedded;

import io.deepwiki.db.embedded.Cluster.Postmaster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server's process: found again by its pid file, started and stopped by {@code pg_ctl}. Callers see to it that one does so at a time. */
final class Server {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEFTOVERS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int PORTS_TO_TRY = 3;
    private static final String WRONG_PASSWORD = "28P01";

    private final Path folder;
    private final Cluster cluster;
    private final Command command;
    private final boolean durable;

    Server(Path folder, Cluster cluster, Command command, boolean durable) {
        this.folder = folder;
        this.cluster = cluster;
        this.command = command;
        this.durable = durable;
    }

    /** The server that runs and answers, started if need be. */
    Postmaster running() throws IOException {
        Optional<Postmaster> found = answering();
        if (found.isEmpty()) {
            endLeftovers();
            cluster.forgetPostmaster();
            start();
            found = answering();
        }
        return found.orElseThrow(() -> failure("it has ended again"));
    }

    /** Stops it, if it runs; open connections are cut, and what was committed is kept. */
    void stop() throws IOException {
        if (cluster.postmaster().isPresent()) {
            command.run(
                    "pg_ctl", List.of("-D", cluster.data().toString(), "-m", "fast", "-w", "-t", seconds(), "stop"));
        }
    }

    /** Waits for a server that comes up or goes down until it answers or has ended. */
    private Optional<Postmaster> answering() throws IOException {
        long begin = System.nanoTime();
        for (Optional<Postmaster> found = cluster.postmaster(); found.isPresent(); found = cluster.postmaster()) {
            Postmaster postmaster = found.get();
            if (answers(postmaster.port())) {
                return found;
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw failure("process " + postmaster.process().pid() + " does not answer for " + seconds() + " s");
            }
            awaitEnd(postmaster.process());
        }
        return Optional.empty();
    }

    private boolean answers(int port) {
        String url =
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?loginTimeout=10&connectTimeout=10&socketTimeout=10";
        try (Connection connection = DriverManager.getConnection(url, Cluster.USER, cluster.password())) {
            return connection.isValid(10);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw failure("it runs, but does not take the password in " + folder.resolve("password"));
            }
            return false;
        }
    }

    /** Whoever works for a killed server ends by itself, but sooner when told; a new server may not start before. */
    private void endLeftovers() {
        long begin = System.nanoTime();
        List<ProcessHandle> leftovers = cluster.processes();
        leftovers.forEach(ProcessHandle::destroy);
        for (; !leftovers.isEmpty(); leftovers = cluster.processes()) {
            awaitEnd(leftovers.getFirst());
            if (System.nanoTime() - begin > LEFTOVERS_PATIENCE.toNanos()) {
                leftovers.forEach(ProcessHandle::destroyForcibly);
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw failure("processes of a killed server do not end: " + leftovers);
            }
        }
    }

    /** Waits a moment at most; the caller looks again, since a process that has ended may seem alive for long after. */
    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end of a process could not be awaited.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The wait for PostgreSQL was interrupted.", e);
        }
    }

    /** On the port of last time, so that addresses stay good, or on a free one. Somebody may take it between our look and the start. */
    private void start() throws IOException {
        ServerLog log = new ServerLog(folder);
        log.prepare();
        Path remembered = folder.resolve("port");
        for (int attempt = 1; ; attempt++) {
            int port = port(remembered);
            try {
                command.run("pg_ctl", startArguments(port, log));
                Files.writeString(remembered, Integer.toString(port));
                return;
            } catch (IllegalStateException e) {
                if (attempt == PORTS_TO_TRY || isFree(port)) {
                    throw failure(e.getMessage() + log.ending());
                }
            }
        }
    }

    private List<String> startArguments(int port, ServerLog log) {
        String options = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100 " + log.options()
                + (durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off");
        String beginning = log.beginning().toString();
        return List.of("-D", cluster.data().toString(), "-w", "-t", seconds(), "-l", beginning, "-o", options, "start");
    }

    private static String seconds() {
        return Long.toString(PATIENCE.toSeconds());
    }

    private static int port(Path remembered) throws IOException {
        if (Files.exists(remembered)) {
            String text = Files.readString(remembered).strip();
            if (text.matches("[1-9][0-9]{3,4}") && isFree(Integer.parseInt(text))) {
                return Integer.parseInt(text);
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private IllegalStateException failure(String why) {
        return new IllegalStateException("The embedded PostgreSQL in " + folder + " did not start: " + why
                + "\nMore may be in " + folder.resolve("log")
                + "; or set DEEPWIKI_DATABASE_URL to another PostgreSQL with pgvector.");
    }
}
