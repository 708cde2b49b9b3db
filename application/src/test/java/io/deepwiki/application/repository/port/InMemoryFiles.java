package io.deepwiki.application.repository.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Chunk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The indexed files, which the snapshot store and the passage index in memory share. Callers hold the lock of the transactions. */
public final class InMemoryFiles {
    private final Map<Version, Row> rows;

    public InMemoryFiles(InMemoryTransactions transactions) {
        this.rows = transactions.table();
    }

    /** A file by its content. */
    public record Version(RepositoryId repository, SourcePath path, String blob) {}

    /** A file as it is kept. */
    public record Row(long id, Version version, FileFacts facts, String text, List<Chunk> chunks) {
        public Row {
            chunks = List.copyOf(chunks);
        }
    }

    /** Keeps a file, unless its version is there. */
    public void add(Version version, FileFacts facts, String text, List<Chunk> chunks) {
        rows.putIfAbsent(version, new Row(rows.size() + 1L, version, facts, text, chunks));
    }

    public Optional<Row> find(Version version) {
        return Optional.ofNullable(rows.get(version));
    }

    public Optional<Row> find(long id) {
        return rows.values().stream().filter(row -> row.id() == id).findFirst();
    }
}
