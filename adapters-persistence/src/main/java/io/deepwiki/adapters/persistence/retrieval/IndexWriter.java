package io.deepwiki.adapters.persistence.retrieval;

import static io.deepwiki.db.generated.Tables.CHUNK;
import static io.deepwiki.db.generated.Tables.DECLARATION;
import static io.deepwiki.db.generated.Tables.POSTING;
import static io.deepwiki.db.generated.Tables.SOURCE_FILE;
import static java.util.Objects.requireNonNull;

import io.deepwiki.adapters.persistence.database.Rows;
import io.deepwiki.adapters.persistence.database.Rows.Column;
import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.adapters.persistence.repository.FileOutlineJson;
import io.deepwiki.adapters.persistence.repository.PathKeys;
import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.retrieval.Chunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Writes files into the index: a handful of statements, however many files there are. Runs in the transaction of whoever adds them. */
final class IndexWriter {
    private static final int LONGEST_NAME = 500;

    private final DSLContext dsl;

    IndexWriter(DSLContext dsl) {
        this.dsl = dsl;
    }

    private record Added(long id, CountedFile counted) {
        IndexedFile file() {
            return counted.file();
        }
    }

    private record AddedChunk(long file, Chunk chunk) {}

    private record Declared(long file, int position, Symbol symbol, int chunk) {}

    void write(RepositoryId repository, List<IndexedFile> files) {
        List<Added> added = writeFiles(repository, files);
        if (!added.isEmpty()) {
            writeChunks(added);
            writeDeclarations(repository, added);
            writePostings(repository, added);
        }
    }

    /** Those that were not there, in the order of their ids. */
    private List<Added> writeFiles(RepositoryId repository, List<IndexedFile> files) {
        Map<FileVersion, CountedFile> byVersion = files.stream()
                .collect(Collectors.toMap(
                        IndexedFile::version, CountedFile::of, (first, _) -> first, LinkedHashMap::new));
        Collection<CountedFile> counted = byVersion.values();
        Column<?>[] columns = {
            Column.of(SOURCE_FILE.REPOSITORY_ID, counted, _ -> repository.value()),
            Column.of(SOURCE_FILE.PATH_KEY, counted, file -> PathKeys.of(file.path())),
            Column.of(SOURCE_FILE.BLOB, counted, file -> file.file().version().blob()),
            Column.of(SOURCE_FILE.PATH, counted, file -> file.path().value()),
            Column.of(SOURCE_FILE.BYTES, counted, file -> file.file().bytes()),
            Column.of(SOURCE_FILE.LINES, counted, file -> file.file().lines()),
            Column.of(
                    SOURCE_FILE.LANGUAGE,
                    counted,
                    file -> file.file().language().name()),
            Column.of(SOURCE_FILE.KIND, counted, file -> file.file().kind().name()),
            Column.of(
                    SOURCE_FILE.OUTLINE,
                    counted,
                    file -> FileOutlineJson.write(file.file().outline())),
            Column.of(
                    SOURCE_FILE.CONTENT,
                    counted,
                    file -> Text.storable(file.file().text())),
            Column.of(SOURCE_FILE.CHUNKS, counted, file -> file.file().chunks().size()),
            Column.of(SOURCE_FILE.TERMS, counted, CountedFile::terms),
            Column.of(SOURCE_FILE.TOKENS, counted, CountedFile::tokens)
        };
        return dsl
                .insertInto(SOURCE_FILE, Rows.fields(columns))
                .select(Rows.all(columns))
                .onConflictDoNothing()
                .returning(SOURCE_FILE.ID, SOURCE_FILE.PATH, SOURCE_FILE.BLOB)
                .fetch(row ->
                        new Added(row.getId(), requireNonNull(byVersion.get(version(row.getPath(), row.getBlob())))))
                .stream()
                .sorted(Comparator.comparingLong(Added::id))
                .toList();
    }

    private static FileVersion version(String path, String blob) {
        return new FileVersion(new SourcePath(path), blob);
    }

    private void writeChunks(List<Added> added) {
        List<AddedChunk> chunks = added.stream()
                .flatMap(file -> file.file().chunks().stream().map(chunk -> new AddedChunk(file.id(), chunk)))
                .toList();
        Rows.insert(
                dsl,
                CHUNK,
                Column.of(CHUNK.FILE_ID, chunks, AddedChunk::file),
                Column.of(CHUNK.ORDINAL, chunks, of(Chunk::ordinal)),
                Column.of(CHUNK.SYMBOL, chunks, of(chunk -> Text.storable(chunk.symbol()))),
                Column.of(CHUNK.FIRST_LINE, chunks, of(chunk -> chunk.lines().first())),
                Column.of(CHUNK.LAST_LINE, chunks, of(chunk -> chunk.lines().last())),
                Column.of(CHUNK.HEADER, chunks, of(chunk -> Text.storable(chunk.header()))),
                Column.of(CHUNK.CONTENT, chunks, of(chunk -> Text.storable(chunk.text()))),
                Column.of(CHUNK.CONTENT_HASH, chunks, of(Chunk::contentHash)));
    }

    private static <T> Function<AddedChunk, T> of(Function<Chunk, T> value) {
        return added -> value.apply(added.chunk());
    }

    private void writeDeclarations(RepositoryId repository, List<Added> added) {
        List<Declared> declared =
                added.stream().flatMap(file -> declared(file).stream()).toList();
        Rows.insert(
                dsl,
                DECLARATION,
                Column.of(DECLARATION.FILE_ID, declared, Declared::file),
                Column.of(DECLARATION.POSITION, declared, Declared::position),
                Column.of(DECLARATION.REPOSITORY_ID, declared, _ -> repository.value()),
                Column.of(DECLARATION.NAME, declared, one -> lower(one.symbol().name())),
                Column.of(
                        DECLARATION.QUALIFIED_NAME,
                        declared,
                        one -> lower(one.symbol().qualifiedName())),
                Column.of(DECLARATION.CHUNK, declared, Declared::chunk));
    }

    /** Names that nobody types are left out. */
    private static List<Declared> declared(Added file) {
        List<Declared> declared = new ArrayList<>();
        for (Symbol symbol : file.file().outline().symbols()) {
            if (symbol.name().length() <= LONGEST_NAME) {
                Chunk.declaring(file.file().chunks(), symbol)
                        .ifPresent(chunk ->
                                declared.add(new Declared(file.id(), declared.size(), symbol, chunk.ordinal())));
            }
        }
        return declared;
    }

    private void writePostings(RepositoryId repository, List<Added> added) {
        Map<String, Occurrences.Writer> byTerm = new TreeMap<>();
        for (Added file : added) {
            file.counted()
                    .chunks()
                    .forEach(chunk -> chunk.counts()
                            .forEach((term, frequency) -> byTerm.computeIfAbsent(term, _ -> new Occurrences.Writer())
                                    .add(file.id(), chunk.ordinal(), frequency, chunk.length())));
        }
        List<Map.Entry<String, Occurrences.Writer>> terms = List.copyOf(byTerm.entrySet());
        long segment = added.getFirst().id();
        Rows.insert(
                dsl,
                POSTING,
                Column.of(POSTING.REPOSITORY_ID, terms, _ -> repository.value()),
                Column.of(POSTING.TERM, terms, Map.Entry::getKey),
                Column.of(POSTING.SEGMENT, terms, _ -> segment),
                Column.of(POSTING.OCCURRENCES, terms, term -> term.getValue().bytes()));
    }

    static String lower(String name) {
        return Text.storable(name.toLowerCase(Locale.ROOT));
    }
}
