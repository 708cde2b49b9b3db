package io.deepwiki.adapters.persistence.retrieval;

import static io.deepwiki.db.generated.Tables.CHUNK;
import static io.deepwiki.db.generated.Tables.DECLARATION;
import static io.deepwiki.db.generated.Tables.POSTING;
import static io.deepwiki.db.generated.Tables.SNAPSHOT;
import static io.deepwiki.db.generated.Tables.SNAPSHOT_FILE;
import static io.deepwiki.db.generated.Tables.SOURCE_FILE;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;

import io.deepwiki.adapters.persistence.database.Rows;
import io.deepwiki.adapters.persistence.database.Rows.Column;
import io.deepwiki.adapters.persistence.repository.PathKeys;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;

/** The passage index in tables. */
public final class JooqPassageIndex implements PassageIndex {
    private static final int KEPT = 8;

    private final DSLContext dsl;
    private final IndexWriter writer;
    private final SequencedMap<SnapshotId, Read> recent = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SnapshotId, Read> eldest) {
            return size() > KEPT;
        }
    };

    public JooqPassageIndex(DSLContext dsl) {
        this.dsl = dsl;
        this.writer = new IndexWriter(dsl);
    }

    /** What every search wants of a snapshot, and never changes. */
    private record Read(Map<Long, IndexedPath> files, Size size) {}

    private record IndexedPath(SourcePath path, FileKind kind) {
        ChunkRef chunk(long file, int ordinal) {
            return new ChunkRef(new ChunkKey(file, ordinal), path, kind);
        }

        boolean endsWith(Set<String> ends) {
            String whole = "/" + path.value().toLowerCase(Locale.ROOT);
            return ends.stream().anyMatch(end -> whole.endsWith("/" + end));
        }
    }

    @Override
    public Set<FileVersion> missing(RepositoryId repository, Collection<FileVersion> versions) {
        Set<FileVersion> missing = new HashSet<>(versions);
        Column<UUID> key = Column.of(SOURCE_FILE.PATH_KEY, missing, version -> PathKeys.of(version.path()));
        Column<String> blob = Column.of(SOURCE_FILE.BLOB, missing, FileVersion::blob);
        dsl.select(SOURCE_FILE.PATH, SOURCE_FILE.BLOB)
                .from(Rows.table(key, blob))
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.REPOSITORY_ID.eq(repository.value()))
                .and(SOURCE_FILE.PATH_KEY.eq(key.incoming()))
                .and(SOURCE_FILE.BLOB.eq(blob.incoming()))
                .forEach(row -> missing.remove(new FileVersion(new SourcePath(row.value1()), row.value2())));
        return Set.copyOf(missing);
    }

    /** {@inheritDoc} Called in a transaction, so that a file is there with all that belongs to it, or not at all. */
    @Override
    public void add(RepositoryId repository, List<IndexedFile> files) {
        writer.write(repository, files);
    }

    @Override
    public Map<String, List<Occurrence>> occurrences(SnapshotId snapshot, Set<String> terms) {
        Map<Long, IndexedPath> files = read(snapshot).files;
        Map<String, List<Occurrence>> found = new HashMap<>();
        dsl.select(POSTING.TERM, POSTING.OCCURRENCES)
                .from(POSTING)
                .where(POSTING.REPOSITORY_ID.eq(repositoryOf(snapshot)))
                .and(POSTING.TERM.eq(any(terms.toArray(String[]::new))))
                .orderBy(POSTING.SEGMENT)
                .forEach(row -> {
                    List<Occurrence> occurrences = found.computeIfAbsent(row.value1(), _ -> new ArrayList<>());
                    Occurrences.read(row.value2(), (file, ordinal, frequency, length) -> {
                        IndexedPath path = files.get(file);
                        if (path != null) {
                            occurrences.add(new Occurrence(path.chunk(file, ordinal), frequency, length));
                        }
                    });
                });
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private Read read(SnapshotId snapshot) {
        synchronized (recent) {
            Read known = recent.get(snapshot);
            if (known != null) {
                return known;
            }
        }
        Read read = new Read(readFiles(snapshot), readSize(snapshot));
        if (!read.files.isEmpty()) {
            synchronized (recent) {
                recent.put(snapshot, read);
            }
        }
        return read;
    }

    private Map<Long, IndexedPath> readFiles(SnapshotId snapshot) {
        return dsl.select(SOURCE_FILE.ID, SNAPSHOT_FILE.PATH, SOURCE_FILE.KIND)
                .from(SNAPSHOT_FILE)
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.ID.eq(SNAPSHOT_FILE.FILE_ID))
                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .fetchMap(
                        SOURCE_FILE.ID,
                        row -> new IndexedPath(new SourcePath(row.value2()), FileKind.valueOf(row.value3())));
    }

    private static Select<Record1<UUID>> repositoryOf(SnapshotId snapshot) {
        return select(SNAPSHOT.REPOSITORY_ID).from(SNAPSHOT).where(SNAPSHOT.ID.eq(snapshot.value()));
    }

    @Override
    public Size size(SnapshotId snapshot) {
        return read(snapshot).size;
    }

    private Size readSize(SnapshotId snapshot) {
        return dsl.select(SNAPSHOT.CHUNKS, SNAPSHOT.TERMS)
                .from(SNAPSHOT)
                .where(SNAPSHOT.ID.eq(snapshot.value()))
                .fetchOptional(
                        row -> new Size(row.value1(), row.value1() == 0 ? 0 : (double) row.value2() / row.value1()))
                .orElse(new Size(0, 0));
    }

    @Override
    public List<ChunkRef> declaring(SnapshotId snapshot, Set<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = names.stream().map(IndexWriter::lower).collect(Collectors.toSet());
        Set<String> simple = new HashSet<>(wanted);
        wanted.forEach(name -> simple.add(name.substring(name.lastIndexOf('.') + 1)));
        String[] all = wanted.toArray(String[]::new);
        return dsl
                .selectDistinct(SOURCE_FILE.ID, SOURCE_FILE.PATH, SOURCE_FILE.KIND, DECLARATION.CHUNK)
                .from(DECLARATION)
                .join(SNAPSHOT_FILE)
                .on(SNAPSHOT_FILE.FILE_ID.eq(DECLARATION.FILE_ID))
                .and(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.ID.eq(DECLARATION.FILE_ID))
                .where(DECLARATION.REPOSITORY_ID.eq(repositoryOf(snapshot)))
                .and(DECLARATION.NAME.eq(any(simple.toArray(String[]::new))))
                .and(DECLARATION.NAME.eq(any(all)).or(DECLARATION.QUALIFIED_NAME.eq(any(all))))
                .fetch(row -> new IndexedPath(new SourcePath(row.value2()), FileKind.valueOf(row.value3()))
                        .chunk(row.value1(), row.value4()))
                .stream()
                .sorted(IN_ORDER)
                .toList();
    }

    @Override
    public List<ChunkRef> atPaths(SnapshotId snapshot, Set<String> pathEnds) {
        Set<String> ends = pathEnds.stream().map(IndexWriter::lower).collect(Collectors.toSet());
        if (ends.isEmpty()) {
            return List.of();
        }
        Map<Long, IndexedPath> found = new HashMap<>(read(snapshot).files);
        found.values().removeIf(path -> !path.endsWith(ends));
        return dsl
                .select(CHUNK.FILE_ID, min(CHUNK.ORDINAL))
                .from(CHUNK)
                .where(CHUNK.FILE_ID.eq(any(found.keySet().toArray(Long[]::new))))
                .groupBy(CHUNK.FILE_ID)
                .fetch(row -> requireNonNull(found.get(row.value1())).chunk(row.value1(), row.value2()))
                .stream()
                .sorted(IN_ORDER)
                .toList();
    }

    private static final Comparator<ChunkRef> IN_ORDER = Comparator.comparing(ChunkRef::path)
            .thenComparingInt(ref -> ref.key().ordinal());

    @Override
    public List<Excerpt> excerptsOf(SnapshotId snapshot, Collection<SourcePath> paths) {
        return dsl
                .select(SNAPSHOT_FILE.PATH, CHUNK.FIRST_LINE, CHUNK.LAST_LINE, CHUNK.SYMBOL, CHUNK.CONTENT)
                .from(SNAPSHOT_FILE)
                .join(CHUNK)
                .on(CHUNK.FILE_ID.eq(SNAPSHOT_FILE.FILE_ID))
                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .and(SNAPSHOT_FILE.PATH_KEY.eq(
                        any(paths.stream().map(PathKeys::of).toArray(UUID[]::new))))
                .orderBy(CHUNK.FILE_ID, CHUNK.ORDINAL)
                .fetch(row -> excerpt(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()))
                .stream()
                .sorted(Comparator.comparing(Excerpt::path))
                .toList();
    }

    @Override
    public Map<ChunkKey, Excerpt> excerpts(Collection<ChunkKey> chunks) {
        Set<ChunkKey> wanted = Set.copyOf(chunks);
        Column<Long> file = Column.of(CHUNK.FILE_ID, wanted, ChunkKey::file);
        Column<Integer> ordinal = Column.of(CHUNK.ORDINAL, wanted, ChunkKey::ordinal);
        Map<ChunkKey, Excerpt> found = new HashMap<>();
        dsl.select(
                        CHUNK.FILE_ID,
                        CHUNK.ORDINAL,
                        SOURCE_FILE.PATH,
                        CHUNK.FIRST_LINE,
                        CHUNK.LAST_LINE,
                        CHUNK.SYMBOL,
                        CHUNK.CONTENT)
                .from(Rows.table(file, ordinal))
                .join(CHUNK)
                .on(CHUNK.FILE_ID.eq(file.incoming()), CHUNK.ORDINAL.eq(ordinal.incoming()))
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.ID.eq(CHUNK.FILE_ID))
                .forEach(row -> found.put(
                        new ChunkKey(row.value1(), row.value2()),
                        excerpt(row.value3(), row.value4(), row.value5(), row.value6(), row.value7())));
        return Map.copyOf(found);
    }

    private static Excerpt excerpt(String path, int first, int last, String symbol, String text) {
        return new Excerpt(new SourcePath(path), new LineRange(first, last), symbol, text);
    }
}
