package io.deepwiki.application.repository.port;

import io.deepwiki.application.port.CountingIds;
import io.deepwiki.application.port.Ids;
import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Repositories and snapshots in memory. */
public final class InMemorySnapshotStore implements SnapshotStore {
    private final InMemoryTransactions transactions;
    private final InMemoryFiles files;
    private final Ids ids = new CountingIds();
    private final Map<String, Row> repositories;
    private final Map<Grant, Instant> grants;
    private final Map<Branch, Head> heads;
    private final Map<SnapshotId, Snapshot> snapshots;
    private final Map<SnapshotId, List<ManifestEntry>> manifests;

    public InMemorySnapshotStore() {
        this(new InMemoryTransactions());
    }

    public InMemorySnapshotStore(InMemoryTransactions transactions) {
        this(transactions, new InMemoryFiles(transactions));
    }

    public InMemorySnapshotStore(InMemoryTransactions transactions, InMemoryFiles files) {
        this.transactions = transactions;
        this.files = files;
        this.repositories = transactions.table();
        this.grants = transactions.table();
        this.heads = transactions.table();
        this.snapshots = transactions.table();
        this.manifests = transactions.table();
    }

    private record Row(RepositoryId id, boolean isPrivate, Optional<String> defaultBranch) {}

    private record Grant(RepositoryId repository, Caller caller) {}

    private record Branch(RepositoryId repository, String name) {}

    private record Head(Commit commit, Instant at) {}

    @Override
    public RepositoryId repository(RepositoryRef repository) {
        return transactions.atomically(() -> repositories
                .computeIfAbsent(
                        repository.identity(), _ -> new Row(new RepositoryId(ids.next()), false, Optional.empty()))
                .id());
    }

    @Override
    public void markPrivate(RepositoryId repository) {
        change(repository, true, Optional.empty());
    }

    @Override
    public void grant(RepositoryId repository, Caller caller, Instant at) {
        transactions.atomically(() -> {
            grants.put(new Grant(repository, caller), at);
        });
    }

    @Override
    public boolean mayRead(RepositoryRef repository, Caller caller) {
        return transactions.atomically(() -> {
            Row row = repositories.get(repository.identity());
            return row == null || !row.isPrivate() || grants.containsKey(new Grant(row.id(), caller));
        });
    }

    @Override
    public boolean isPrivate(RepositoryRef repository) {
        return transactions.atomically(() -> {
            Row row = repositories.get(repository.identity());
            return row != null && row.isPrivate();
        });
    }

    @Override
    public Optional<Seen> lastSeen(RepositoryRef repository, Optional<String> branch) {
        return transactions.atomically(() -> {
            Row row = repositories.get(repository.identity());
            if (row == null) {
                return Optional.empty();
            }
            return branch.or(row::defaultBranch)
                    .flatMap(name -> Optional.ofNullable(heads.get(new Branch(row.id(), name)))
                            .map(head ->
                                    new Seen(name, head.commit(), head.at(), newest(row.id(), name, head.commit()))));
        });
    }

    private Optional<Snapshot> newest(RepositoryId repository, String branch, Commit head) {
        return find(repository, head)
                .or(() -> snapshots.values().stream()
                        .filter(snapshot -> snapshot.repository().equals(repository)
                                && snapshot.branch().equals(branch))
                        .max(Comparator.comparing(Snapshot::indexedAt)));
    }

    @Override
    public void saw(RepositoryId repository, String branch, boolean isDefault, Commit head, Instant at) {
        transactions.atomically(() -> {
            heads.put(new Branch(repository, branch), new Head(head, at));
            if (isDefault) {
                change(repository, false, Optional.of(branch));
            }
        });
    }

    private void change(RepositoryId repository, boolean makePrivate, Optional<String> defaultBranch) {
        transactions.atomically(() ->
                repositories.replaceAll((_, row) -> row.id().equals(repository)
                        ? new Row(repository, row.isPrivate() || makePrivate, defaultBranch.or(row::defaultBranch))
                        : row));
    }

    @Override
    public Optional<Snapshot> find(RepositoryId repository, Commit commit) {
        return transactions.atomically(() -> snapshots.values().stream()
                .filter(snapshot -> snapshot.repository().equals(repository)
                        && snapshot.commit().equals(commit))
                .findFirst());
    }

    @Override
    public Optional<Snapshot> find(SnapshotId id) {
        return transactions.atomically(() -> Optional.ofNullable(snapshots.get(id)));
    }

    @Override
    public Snapshot publish(Draft draft) {
        return transactions.atomically(() -> find(draft.repository(), draft.commit())
                .orElseGet(() -> {
                    manifests.put(draft.id(), draft.manifest());
                    Snapshot snapshot = counted(
                            draft, indexed(draft.repository(), draft.manifest()).toList());
                    snapshots.put(draft.id(), snapshot);
                    return snapshot;
                }));
    }

    private static Snapshot counted(Draft draft, List<InMemoryFiles.Row> indexed) {
        int chunks = indexed.stream().mapToInt(file -> file.chunks().size()).sum();
        long tokens = indexed.stream()
                .flatMap(file -> file.chunks().stream())
                .mapToLong(chunk -> chunk.estimatedTokens())
                .sum();
        return new Snapshot(
                draft.id(),
                draft.repository(),
                draft.branch(),
                draft.commit(),
                draft.committedAt(),
                indexed.size(),
                chunks,
                tokens,
                draft.leftOut(),
                draft.indexedAt());
    }

    @Override
    public List<ManifestEntry> manifest(SnapshotId snapshot) {
        return transactions.atomically(() -> manifests.getOrDefault(snapshot, List.of()).stream()
                .sorted(Comparator.comparing(ManifestEntry::path))
                .toList());
    }

    @Override
    public List<FileFacts> files(SnapshotId snapshot) {
        return transactions.atomically(
                () -> indexed(snapshot).stream().map(InMemoryFiles.Row::facts).toList());
    }

    @Override
    public Optional<String> text(SnapshotId snapshot, SourcePath path) {
        return transactions.atomically(() -> indexed(snapshot).stream()
                .filter(file -> file.version().path().equals(path))
                .findFirst()
                .map(InMemoryFiles.Row::text));
    }

    /** The newest snapshot of each branch. */
    public List<Snapshot> newest() {
        return transactions.atomically(() -> snapshots.values().stream()
                .filter(snapshot -> snapshots.values().stream()
                        .noneMatch(other -> other.repository().equals(snapshot.repository())
                                && other.branch().equals(snapshot.branch())
                                && other.indexedAt().isAfter(snapshot.indexedAt())))
                .toList());
    }

    /** The indexed files of a snapshot, in the order of paths. */
    public List<InMemoryFiles.Row> indexed(SnapshotId id) {
        return transactions.atomically(() -> find(id).stream()
                .flatMap(snapshot -> indexed(snapshot.repository(), manifest(id)))
                .toList());
    }

    private Stream<InMemoryFiles.Row> indexed(RepositoryId repository, List<ManifestEntry> manifest) {
        return manifest.stream()
                .flatMap(entry ->
                        files.find(new InMemoryFiles.Version(repository, entry.path(), entry.blob())).stream());
    }
}
