package io.deepwiki.adapters.source.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time work on a clone: of this process by a lock in memory, of all processes on the same folder by one on a file. */
final class CloneLocks {
    private final ConcurrentMap<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** What is done while the clone is ours alone. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Waits for its turn; an interrupt ends the waiting. */
    <T> T alone(Path folder, Work<T> work) throws IOException, InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(folder, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            Files.createDirectories(folder.getParent());
            Path file = folder.resolveSibling(folder.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return work.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
