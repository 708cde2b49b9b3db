package io.deepwiki.study;

import static java.util.Objects.requireNonNull;

import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.TermCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the product's search needs of one corpus, in memory. Nothing can be added to it. */
final class CorpusIndex implements PassageIndex, VectorIndex {
    private final Map<ChunkKey, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<Occurrence>> postings = new HashMap<>();
    private final Map<ChunkKey, float[]> embedded = new HashMap<>();
    private final double meanLength;

    private record Entry(ChunkRef ref, Chunk chunk) {}

    /** @param vectors of chunks; empty: nothing is found by meaning */
    CorpusIndex(Corpus corpus, Map<Chunk, float[]> vectors) {
        long terms = 0;
        for (int file = 0; file < corpus.files().size(); file++) {
            Corpus.Source source = corpus.files().get(file);
            for (Chunk chunk : source.chunks()) {
                ChunkRef ref = new ChunkRef(new ChunkKey(file, chunk.ordinal()), source.path(), source.kind());
                entries.put(ref.key(), new Entry(ref, chunk));
                Optional.ofNullable(vectors.get(chunk)).ifPresent(found -> embedded.put(ref.key(), found));
                Map<String, Integer> counts = TermCounts.of(chunk);
                int length = TermCounts.length(counts);
                terms += length;
                counts.forEach((term, count) ->
                        postings.computeIfAbsent(term, _ -> new ArrayList<>()).add(new Occurrence(ref, count, length)));
            }
        }
        meanLength = entries.isEmpty() ? 0 : (double) terms / entries.size();
    }

    @Override
    public Map<String, List<Occurrence>> occurrences(SnapshotId snapshot, Set<String> terms) {
        return terms.stream().filter(postings::containsKey).collect(Collectors.toMap(term -> term, postings::get));
    }

    @Override
    public Size size(SnapshotId snapshot) {
        return new Size(entries.size(), meanLength);
    }

    @Override
    public List<ChunkRef> declaring(SnapshotId snapshot, Set<String> names) {
        return entries.values().stream()
                .filter(entry -> named(entry.chunk().symbol(), names))
                .map(Entry::ref)
                .toList();
    }

    /** The product looks at every declaration; here a chunk is known by the one that it mostly is. */
    private static boolean named(String symbol, Set<String> names) {
        String lower = symbol.toLowerCase(Locale.ROOT);
        return names.contains(lower) || names.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    @Override
    public List<ChunkRef> atPaths(SnapshotId snapshot, Set<String> pathEnds) {
        return entries.values().stream()
                .map(Entry::ref)
                .filter(ref -> ref.key().ordinal() == 0)
                .filter(ref -> pathEnds.stream()
                        .anyMatch(end -> ("/" + ref.path().value().toLowerCase(Locale.ROOT)).endsWith("/" + end)))
                .toList();
    }

    @Override
    public Map<ChunkKey, Excerpt> excerpts(Collection<ChunkKey> chunks) {
        return entries.values().stream()
                .filter(entry -> chunks.contains(entry.ref().key()))
                .collect(Collectors.toMap(
                        entry -> entry.ref().key(),
                        entry -> new Excerpt(
                                entry.ref().path(),
                                entry.chunk().lines(),
                                entry.chunk().symbol(),
                                entry.chunk().text())));
    }

    @Override
    public List<Near> nearest(SnapshotId snapshot, EmbeddingSpace space, float[] vector, int atMost) {
        return entries.values().stream()
                .map(Entry::ref)
                .filter(ref -> embedded.containsKey(ref.key()))
                .map(ref -> new Near(ref, VectorCache.product(requireNonNull(embedded.get(ref.key())), vector)))
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .limit(atMost)
                .toList();
    }

    @Override
    public Progress progress(SnapshotId snapshot, EmbeddingSpace space) {
        return new Progress(embedded.size(), entries.size(), embedded.size() == entries.size());
    }

    @Override
    public Progress progress(EmbeddingSpace space) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<FileVersion> missing(RepositoryId repository, Collection<FileVersion> versions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(RepositoryId repository, List<IndexedFile> files) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Excerpt> excerptsOf(SnapshotId snapshot, Collection<SourcePath> paths) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Claim> claim(EmbeddingSpace space, UUID holder, Duration lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Unembedded> next(Claim claim, int atMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(Claim claim, Map<String, float[]> vectors) {
        throw new UnsupportedOperationException();
    }
}
