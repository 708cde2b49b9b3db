package io.deepwiki.application.retrieval.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.InMemoryFiles;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.TermCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The passage index in memory: every question goes over all chunks. */
public final class InMemoryPassageIndex implements PassageIndex {
    private final InMemoryTransactions transactions;
    private final InMemoryFiles files;
    private final InMemorySnapshotStore snapshots;

    /** @param snapshots over the same files */
    public InMemoryPassageIndex(
            InMemoryTransactions transactions, InMemoryFiles files, InMemorySnapshotStore snapshots) {
        this.transactions = transactions;
        this.files = files;
        this.snapshots = snapshots;
    }

    @Override
    public Set<FileVersion> missing(RepositoryId repository, Collection<FileVersion> versions) {
        return transactions.atomically(() -> versions.stream()
                .filter(version -> files.find(key(repository, version)).isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void add(RepositoryId repository, List<IndexedFile> added) {
        transactions.atomically(() -> added.forEach(file -> files.add(
                key(repository, file.version()),
                new FileFacts(file.version().path(), file.language(), file.kind(), file.lines(), file.outline()),
                file.text(),
                file.chunks())));
    }

    private static InMemoryFiles.Version key(RepositoryId repository, FileVersion version) {
        return new InMemoryFiles.Version(repository, version.path(), version.blob());
    }

    @Override
    public Map<String, List<Occurrence>> occurrences(SnapshotId snapshot, Set<String> terms) {
        Map<String, List<Occurrence>> found = new HashMap<>();
        for (InMemoryFiles.Row file : snapshots.indexed(snapshot)) {
            for (Chunk chunk : file.chunks()) {
                Map<String, Integer> counts = TermCounts.of(chunk);
                int length = length(counts);
                counts.forEach((term, frequency) -> {
                    if (terms.contains(term)) {
                        found.computeIfAbsent(term, _ -> new ArrayList<>())
                                .add(new Occurrence(ref(file, chunk), frequency, length));
                    }
                });
            }
        }
        return Map.copyOf(found);
    }

    @Override
    public Size size(SnapshotId snapshot) {
        List<Chunk> chunks = snapshots.indexed(snapshot).stream()
                .flatMap(file -> file.chunks().stream())
                .toList();
        double mean = chunks.stream()
                .mapToInt(chunk -> length(TermCounts.of(chunk)))
                .average()
                .orElse(0);
        return new Size(chunks.size(), mean);
    }

    @Override
    public List<ChunkRef> declaring(SnapshotId snapshot, Set<String> names) {
        Set<String> wanted = lowered(names);
        return snapshots.indexed(snapshot).stream()
                .flatMap(file -> file.facts().outline().symbols().stream()
                        .filter(symbol ->
                                wanted.contains(lower(symbol.name())) || wanted.contains(lower(symbol.qualifiedName())))
                        .flatMap(symbol -> declaring(file, symbol))
                        .distinct())
                .toList();
    }

    private static Stream<ChunkRef> declaring(InMemoryFiles.Row file, Symbol symbol) {
        return Chunk.declaring(file.chunks(), symbol).stream().map(chunk -> ref(file, chunk));
    }

    @Override
    public List<ChunkRef> atPaths(SnapshotId snapshot, Set<String> pathEnds) {
        Set<String> wanted = lowered(pathEnds);
        return snapshots.indexed(snapshot).stream()
                .filter(file -> wanted.stream()
                        .anyMatch(end -> ("/" + lower(file.version().path().value())).endsWith("/" + end)))
                .flatMap(file -> file.chunks().stream().limit(1).map(chunk -> ref(file, chunk)))
                .toList();
    }

    @Override
    public List<Excerpt> excerptsOf(SnapshotId snapshot, Collection<SourcePath> paths) {
        return snapshots.indexed(snapshot).stream()
                .filter(file -> paths.contains(file.version().path()))
                .flatMap(file -> file.chunks().stream().map(chunk -> excerpt(file, chunk)))
                .toList();
    }

    @Override
    public Map<ChunkKey, Excerpt> excerpts(Collection<ChunkKey> chunks) {
        Map<ChunkKey, Excerpt> found = new LinkedHashMap<>();
        transactions.atomically(() -> chunks.forEach(key -> files.find(key.file())
                .ifPresent(file -> file.chunks().stream()
                        .filter(chunk -> chunk.ordinal() == key.ordinal())
                        .forEach(chunk -> found.put(key, excerpt(file, chunk))))));
        return Map.copyOf(found);
    }

    private static ChunkRef ref(InMemoryFiles.Row file, Chunk chunk) {
        return new ChunkRef(
                new ChunkKey(file.id(), chunk.ordinal()),
                file.version().path(),
                file.facts().kind());
    }

    private static Excerpt excerpt(InMemoryFiles.Row file, Chunk chunk) {
        return new Excerpt(file.version().path(), chunk.lines(), chunk.symbol(), chunk.text());
    }

    private static int length(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Set<String> lowered(Set<String> texts) {
        return texts.stream().map(InMemoryPassageIndex::lower).collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
