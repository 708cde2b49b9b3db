package io.deepwiki.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own in a folder: durable, on loopback only, behind a generated password. Several processes may use the same folder:
 * they share one server, and the last to leave stops it. It outlives a process that is killed, and is found again by the next.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final Path folder;
    private final Server server;
    private final Path presence;
    private final FileChannel presenceChannel;
    private boolean closed;

    private EmbeddedPostgres(Path folder, Server server, Path presence, FileChannel presenceChannel) {
        this.folder = folder;
        this.server = server;
        this.presence = presence;
        this.presenceChannel = presenceChannel;
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

    /** The same; tests may give up durability for speed. */
    public static EmbeddedPostgres start(Path folder, Path binaries, Durability durability) {
        try {
            OwnerOnly.directory(folder);
            OwnerOnly.directory(folder.resolve("instances"));
            Binaries programs = Binaries.unpacked(binaries);
            try (FileChannel guard = lockFile(folder.resolve("start.lock"));
                    FileLock _ = guard.lock()) {
                UUID self = UUID.randomUUID();
                Path presence = folder.resolve("instances").resolve(self + ".lock");
                FileChannel channel = lockFile(presence);
                channel.lock();
                try {
                    Server server = Server.running(folder, programs, durability);
                    return new EmbeddedPostgres(folder, server, presence, channel);
                } catch (RuntimeException e) {
                    channel.close();
                    Files.deleteIfExists(presence);
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot use the folder " + folder, e);
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
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    public String user() {
        return Server.USER;
    }

    public String password() {
        return server.password();
    }

    /** The process id of the server. */
    public long pid() {
        return server.pid();
    }

    /** Leaves the server; if no other process uses it, stops it. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (FileChannel guard = lockFile(folder.resolve("start.lock"));
                FileLock _ = guard.lock()) {
            presenceChannel.close();
            Files.deleteIfExists(presence);
            if (!othersLive()) {
                server.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL in " + folder + " could not be left", e);
        }
    }

    /** Whether another process holds its file; the files of dead ones are cleared away. */
    private boolean othersLive() throws IOException {
        boolean live = false;
        try (Stream<Path> files = Files.list(folder.resolve("instances"))) {
            for (Path file : files.toList()) {
                if (isHeld(file)) {
                    live = true;
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        return live;
    }

    private static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = lockFile(file)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    private static FileChannel lockFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
