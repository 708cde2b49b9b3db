package io.deepwiki.application.retrieval.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.InMemoryFiles;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkKey;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.retrieval.Chunk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Vectors in memory. */
public final class InMemoryVectorIndex implements VectorIndex {
    private final InMemoryTransactions transactions;
    private final InMemorySnapshotStore snapshots;
    private final InstantSource clock;
    private final Map<Key, float[]> vectors;
    private final Map<Place, State> states;

    /** @param clock tells when leases end */
    public InMemoryVectorIndex(
            InMemoryTransactions transactions, InMemorySnapshotStore snapshots, InstantSource clock) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.clock = clock;
        this.vectors = transactions.table();
        this.states = transactions.table();
    }

    private record Key(RepositoryId repository, EmbeddingSpace space, String contentHash) {}

    private record Place(SnapshotId snapshot, EmbeddingSpace space) {}

    private record State(int embedded, boolean complete, UUID holder, Instant until) {}

    @Override
    public Optional<Claim> claim(EmbeddingSpace space, UUID holder, Duration lease) {
        return transactions.atomically(() -> {
            Optional<Snapshot> chosen = snapshots.newest().stream()
                    .filter(snapshot -> open(new Place(snapshot.id(), space), holder))
                    .min(Comparator.<Snapshot, Boolean>comparing(
                                    snapshot -> states.containsKey(new Place(snapshot.id(), space)))
                            .thenComparingInt(snapshot -> snapshot.chunks() - embedded(new Place(snapshot.id(), space)))
                            .thenComparing(snapshot -> snapshot.id().value()));
            return chosen.map(snapshot -> {
                Claim claim = new Claim(snapshot.id(), space, holder, lease);
                renew(claim, embedded(place(claim)), false);
                return claim;
            });
        });
    }

    private static Place place(Claim claim) {
        return new Place(claim.snapshot(), claim.space());
    }

    private int embedded(Place place) {
        State state = states.get(place);
        return state == null ? 0 : state.embedded();
    }

    private boolean open(Place place, UUID holder) {
        State state = states.get(place);
        return state == null
                || (!state.complete()
                        && (state.holder().equals(holder) || !state.until().isAfter(clock.instant())));
    }

    private void renew(Claim claim, int embedded, boolean complete) {
        states.put(
                place(claim),
                new State(embedded, complete, claim.holder(), clock.instant().plus(claim.lease())));
    }

    private boolean mine(Claim claim) {
        State state = states.get(place(claim));
        return state != null && state.holder().equals(claim.holder());
    }

    @Override
    public List<Unembedded> next(Claim claim, int atMost) {
        return transactions.atomically(() -> {
            List<Chunk> missing = snapshots.indexed(claim.snapshot()).stream()
                    .flatMap(file -> file.chunks().stream()
                            .filter(chunk -> !vectors.containsKey(
                                    new Key(file.version().repository(), claim.space(), chunk.contentHash()))))
                    .toList();
            if (mine(claim)) {
                renew(claim, chunks(claim.snapshot()) - missing.size(), missing.isEmpty());
            }
            Set<String> seen = new HashSet<>();
            return missing.stream()
                    .filter(chunk -> seen.add(chunk.contentHash()))
                    .sorted(Comparator.comparing(Chunk::contentHash))
                    .limit(atMost)
                    .map(chunk -> new Unembedded(chunk.contentHash(), chunk.header(), chunk.text()))
                    .toList();
        });
    }

    private int chunks(SnapshotId snapshot) {
        return snapshots.find(snapshot).map(Snapshot::chunks).orElse(0);
    }

    @Override
    public void add(Claim claim, Map<String, float[]> added) {
        transactions.atomically(() -> {
            RepositoryId repository =
                    snapshots.find(claim.snapshot()).orElseThrow().repository();
            added.forEach(
                    (content, vector) -> vectors.putIfAbsent(new Key(repository, claim.space(), content), vector));
            if (mine(claim)) {
                renew(claim, embedded(place(claim)) + added.size(), false);
            }
        });
    }

    @Override
    public Progress progress(SnapshotId snapshot, EmbeddingSpace space) {
        return transactions.atomically(() -> {
            State state = states.get(new Place(snapshot, space));
            return state == null
                    ? new Progress(0, chunks(snapshot), false)
                    : new Progress(state.embedded(), chunks(snapshot), state.complete());
        });
    }

    @Override
    public Progress progress(EmbeddingSpace space) {
        List<Progress> all = transactions.atomically(() -> snapshots.newest().stream()
                .map(snapshot -> progress(snapshot.id(), space))
                .toList());
        return new Progress(
                all.stream().mapToInt(Progress::embedded).sum(),
                all.stream().mapToInt(Progress::chunks).sum(),
                all.stream().allMatch(Progress::complete));
    }

    @Override
    public List<Near> nearest(SnapshotId snapshot, EmbeddingSpace space, float[] vector, int atMost) {
        return transactions.atomically(() -> snapshots.indexed(snapshot).stream()
                .flatMap(file -> file.chunks().stream()
                        .flatMap(chunk -> Optional.ofNullable(
                                vectors.get(new Key(file.version().repository(), space, chunk.contentHash())))
                                .map(found -> new Near(ref(file, chunk), cosine(found, vector)))
                                .stream()))
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .limit(atMost)
                .toList());
    }

    private static ChunkRef ref(InMemoryFiles.Row file, Chunk chunk) {
        return new ChunkRef(
                new ChunkKey(file.id(), chunk.ordinal()),
                file.version().path(),
                file.facts().kind());
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double squares = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            squares += one[i] * one[i];
            others += other[i] * other[i];
        }
        return product / Math.sqrt(squares * others);
    }
}
