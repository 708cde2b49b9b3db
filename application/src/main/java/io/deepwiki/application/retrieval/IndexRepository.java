package io.deepwiki.application.retrieval;

import io.deepwiki.application.concurrency.Parallel;
import io.deepwiki.application.failure.Failure.TooLarge;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.port.RepositorySource;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Draft;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.application.retrieval.Indexing.Progress;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.application.retrieval.port.SyntaxOutline;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/** Makes a commit searchable, unless it is already. Only files that no earlier commit had are read: the cost is what changed. */
public final class IndexRepository {
    private final RepositorySource source;
    private final Stores stores;
    private final FileReading reading;
    private final Workers workers;
    private final IndexLimits limits;
    private final Stamps stamps;
    private final ConcurrentHashMap<Target, Indexing> running = new ConcurrentHashMap<>();

    /** Threads come from {@code workers}: who waits may leave, the work goes on. */
    public IndexRepository(
            RepositorySource source,
            Stores stores,
            SyntaxOutline syntax,
            Workers workers,
            IndexLimits limits,
            Stamps stamps) {
        this.source = source;
        this.stores = stores;
        this.reading = new FileReading(syntax);
        this.workers = workers;
        this.limits = limits;
        this.stamps = stamps;
    }

    /** Where what is read is kept. */
    public record Stores(SnapshotStore snapshots, PassageIndex index, Transactions transactions) {}

    /**
     * Threads for indexing.
     *
     * @param background one thread for each repository that is being indexed
     * @param computing as many threads as cores, for parsing
     * @param published is told when a snapshot has become searchable
     */
    public record Workers(ExecutorService background, Parallel computing, Runnable published) {}

    /**
     * The snapshot of the repository's head, once it is there.
     *
     * @throws FailureException as {@link RepositorySource} does; TooLarge {@code repository_too_large} when a limit on the whole is exceeded
     */
    public Snapshot index(Opened opened, Optional<Secret> token) throws InterruptedException {
        return start(opened, token).await();
    }

    /** Sees to it that the repository's head becomes searchable. A commit is indexed once at a time, however many ask for it. */
    Indexing start(Opened opened, Optional<Secret> token) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.FETCHING);
        Optional<Snapshot> there = opened.upToDate()
                ? opened.newest()
                : stores.snapshots.find(opened.id(), opened.head().commit());
        if (there.isPresent()) {
            return new Indexing(CompletableFuture.completedFuture(there.get()), progress);
        }
        Target target = new Target(opened.id(), opened.head().commit());
        return running.computeIfAbsent(
                target,
                _ -> new Indexing(
                        workers.background.submit(() -> {
                            try {
                                return read(opened, token, progress);
                            } finally {
                                running.remove(target);
                            }
                        }),
                        progress));
    }

    private Snapshot read(Opened opened, Optional<Secret> token, AtomicReference<Progress> progress)
            throws InterruptedException {
        try (SourceTree tree = source.open(opened.repository(), opened.head(), token)) {
            List<SourceTree.Entry> entries = tree.entries();
            if (entries.size() > limits.files()) {
                throw new FailureException(new TooLarge(
                        "repository_too_large",
                        "The repository has " + entries.size() + " files; deepwiki.source.max-files allows "
                                + limits.files() + "."));
            }
            Manifest manifest = Manifest.triage(entries, limits.fileBytes());
            opened.newest().ifPresent(newest -> manifest.recall(stores.snapshots.manifest(newest.id())));
            Set<FileVersion> missing = stores.index.missing(opened.id(), manifest.wanted());
            progress.set(new Progress(0, missing.size()));
            for (List<SourceTree.Entry> batch : manifest.batches(missing)) {
                add(opened, tree, batch, manifest);
                progress.updateAndGet(before -> new Progress(before.read() + batch.size(), before.files()));
            }
            return publish(opened, tree.committedAt(), manifest);
        }
    }

    private void add(Opened opened, SourceTree tree, List<SourceTree.Entry> batch, Manifest manifest)
            throws InterruptedException {
        Map<FileVersion, byte[]> contents = LinkedHashMap.newLinkedHashMap(batch.size());
        batch.forEach(entry -> contents.put(Manifest.version(entry), tree.read(entry)));
        List<FileReading.Verdict> verdicts = workers.computing.map(
                List.copyOf(contents.entrySet()), file -> reading.read(file.getKey(), file.getValue()));
        List<IndexedFile> files = manifest.judge(verdicts);
        stores.transactions.inTransaction(() -> stores.index.add(opened.id(), files));
    }

    private Snapshot publish(Opened opened, Optional<Instant> committedAt, Manifest manifest) {
        Draft draft = new Draft(
                new SnapshotId(stamps.newId()),
                opened.id(),
                opened.head().branch(),
                opened.head().commit(),
                committedAt,
                manifest.entries(),
                manifest.leftOut(),
                stamps.now());
        Snapshot snapshot = stores.transactions.inTransaction(() -> stores.snapshots.publish(draft));
        workers.published.run();
        return snapshot;
    }

    private record Target(RepositoryId repository, Commit commit) {}
}
