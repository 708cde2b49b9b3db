package io.deepwiki.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Something is done by one thread of one process at a time. The system lets go of the lock when its holder dies. */
final class FolderLock {
    /** File locks are between processes; this is between the threads of ours. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private FolderLock() {}

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }

    static <T> T holding(Path file, Work<T> work) throws IOException {
        IN_THIS_PROCESS.lock();
        try (FileChannel channel = open(file);
                FileLock _ = channel.lock()) {
            return work.done();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
