package io.deepwiki.application.repository.port;

import io.deepwiki.domain.repository.SourcePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The files of one commit, read from the object database: nothing is ever written as a work tree. Not thread-safe. */
public interface SourceTree extends AutoCloseable {
    /** When the commit was made, as whoever committed it says; empty if that makes no sense. */
    Optional<Instant> committedAt();

    /** Every entry that is not a directory, in the order of paths. Entries whose name is not a {@link SourcePath} are left out. */
    List<Entry> entries();

    /**
     * The bytes of a file.
     *
     * @throws IllegalArgumentException for a link or a submodule
     */
    byte[] read(Entry entry);

    @Override
    void close();

    /**
     * A file, link or submodule.
     *
     * @param blob the id of its content in hexadecimal
     * @param size in bytes; 0 for a submodule
     */
    record Entry(SourcePath path, String blob, long size, Type type) {}

    /** What an entry is. */
    enum Type {
        FILE,
        SYMBOLIC_LINK,
        SUBMODULE
    }
}
