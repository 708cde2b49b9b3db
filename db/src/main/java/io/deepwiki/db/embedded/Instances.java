package io.deepwiki.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Who uses a folder: each holds the lock of a file of its own, which the system lets go when its process dies. A process never opens a file
 * that it holds itself: closing it again would let go of the lock, since the system keeps locks by process.
 */
final class Instances {
    private final Path folder;
    private final Path presences;
    private final String process;

    /**
     * The users of a folder.
     *
     * @param process what tells our process from all others, living and dead
     */
    Instances(Path folder, String process) {
        this.folder = folder;
        this.presences = folder.resolve("instances");
        this.process = process;
    }

    /** Does something while nobody else starts, joins or leaves. */
    <T> T alone(FolderLock.Work<T> work) throws IOException {
        return FolderLock.holding(folder.resolve("start.lock"), work);
    }

    /** Our presence, until it is left. */
    Presence enter(String name) throws IOException {
        OwnerOnly.directory(presences);
        Path file = presences.resolve(process + "." + name + ".lock");
        FileChannel channel = FolderLock.open(file);
        return new Presence(file, channel, channel.lock());
    }

    /** Whether anybody is present; the files of dead processes are cleared away. */
    boolean present() throws IOException {
        if (!Files.isDirectory(presences)) {
            return false;
        }
        boolean present = false;
        try (Stream<Path> files = Files.list(presences)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(process + ".") || isHeld(file)) {
                    present = true;
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        return present;
    }

    private static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = FolderLock.open(file);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    /** One user of the folder. */
    record Presence(Path file, FileChannel channel, FileLock lock) {
        void leave() throws IOException {
            lock.release();
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
