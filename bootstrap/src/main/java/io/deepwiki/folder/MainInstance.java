package io.deepwiki.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Being the one service of a data folder that people and the command line find: it alone writes {@code service.json} and opens the default web
 * port. Further instances on the folder only lend a hand. The system lets go of the lock when its holder dies.
 */
public final class MainInstance implements AutoCloseable {
    private final FileChannel lock;

    private MainInstance(FileChannel lock) {
        this.lock = lock;
    }

    /** Empty if another process has it. */
    static Optional<MainInstance> claim(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return Optional.of(new MainInstance(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be locked", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // somebody in this very process has it
        }
    }

    /** Lets another instance have it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of the main instance cannot be given back", e);
        }
    }
}
