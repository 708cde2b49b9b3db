package io.deepwiki.db.embedded;

import io.deepwiki.db.embedded.Cluster.Postmaster;
import io.deepwiki.db.embedded.Instances.Presence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL of our own in a folder: durable, on loopback only, behind a generated password. Several processes may use the same folder:
 * they share one server, and the last to leave stops it. It outlives a process that is killed, and is found again by the next. Safe for use
 * by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String PROCESS = UUID.randomUUID().toString();

    private final Instances instances;
    private final Presence presence;
    private final Server server;
    private final Postmaster postmaster;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(
            Instances instances, Presence presence, Server server, Postmaster postmaster, String password) {
        this.instances = instances;
        this.presence = presence;
        this.server = server;
        this.postmaster = postmaster;
        this.password = password;
    }

    /**
     * Starts the server, or joins the one that runs.
     *
     * @param folder for the data; made if need be, for its owner only
     * @param binaries where the programs are unpacked, once for all folders
     * @throws IllegalStateException with what to do, if the server does not start
     */
    public static EmbeddedPostgres start(Path folder, Path binaries) {
        return start(folder, binaries, Durability.FULL);
    }

    /** The same; tests may give up durability for speed. It is decided by who starts the server, not by who joins. */
    public static EmbeddedPostgres start(Path folder, Path binaries, Durability durability) {
        Path place = folder.toAbsolutePath();
        try {
            OwnerOnly.directory(place);
            Instances instances = new Instances(place, PROCESS);
            return instances.alone(() -> {
                Command command = new Command(place, Binaries.unpacked(binaries.toAbsolutePath()));
                return joined(place, instances, command, durability == Durability.FULL);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot use the folder " + place, e);
        }
    }

    private static EmbeddedPostgres joined(Path folder, Instances instances, Command command, boolean durable)
            throws IOException {
        Presence presence = instances.enter(UUID.randomUUID().toString());
        boolean joined = false;
        try {
            Cluster cluster = Cluster.in(folder, command, durable);
            Server server = new Server(folder, cluster, command, durable);
            Postmaster postmaster = server.running();
            joined = true;
            return new EmbeddedPostgres(instances, presence, server, postmaster, cluster.password());
        } finally {
            if (!joined) {
                presence.leave();
            }
        }
    }

    /**
     * Stops the server that killed processes have left behind in a folder.
     *
     * @return whether nobody uses the folder, so that it may be deleted
     */
    public static boolean stopAbandoned(Path folder, Path binaries) {
        Path place = folder.toAbsolutePath();
        if (!Files.isDirectory(place)) {
            return true;
        }
        try {
            Instances instances = new Instances(place, PROCESS);
            return instances.alone(() -> {
                if (instances.present()) {
                    return false;
                }
                if (Files.exists(place.resolve("data/PG_VERSION"))) {
                    Command command = new Command(place, Binaries.unpacked(binaries.toAbsolutePath()));
                    new Server(place, Cluster.in(place, command, true), command, true).stop();
                }
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL in " + place + " could not be stopped", e);
        }
    }

    /** How much a crash of the machine may cost. */
    public enum Durability {
        /** Nothing that was committed. */
        FULL,
        /** Everything; for tests. */
        NONE
    }

    /** The JDBC address of a database of the server, without user and password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + database;
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    /** The process id of the server. */
    public long pid() {
        return postmaster.process().pid();
    }

    /** Leaves the server; if nobody else uses it, stops it. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            instances.alone(() -> {
                presence.leave();
                boolean last = !instances.present();
                if (last) {
                    server.stop();
                }
                return last;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL could not be left: " + presence.file(), e);
        }
    }
}
