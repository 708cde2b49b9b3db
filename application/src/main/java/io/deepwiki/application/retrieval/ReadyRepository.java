package io.deepwiki.application.retrieval;

import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.retrieval.Indexing.Progress;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives a repository that can be searched now. A new commit usually changes a few files and is indexed in less than a second, so it is
 * waited for; when it takes longer, what was indexed last is given and the rest follows.
 */
public final class ReadyRepository {
    private static final Duration REPORT = Duration.ofSeconds(2);
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    private final OpenRepository repositories;
    private final IndexRepository indexing;
    private final Duration catchUp;

    public ReadyRepository(OpenRepository repositories, IndexRepository indexing) {
        this(repositories, indexing, CATCH_UP);
    }

    /** @param catchUp how long a commit is waited for while an older one can be searched */
    public ReadyRepository(OpenRepository repositories, IndexRepository indexing, Duration catchUp) {
        this.repositories = repositories;
        this.indexing = indexing;
        this.catchUp = catchUp;
    }

    /**
     * The branch's snapshot at its head, or an older one if that takes long.
     *
     * @param onlooker is told how far it is, when it begins and then every 2 s; never if nothing must be read
     * @throws io.deepwiki.application.failure.FailureException as both use cases do
     */
    public Ready ready(
            RepositoryRef repository,
            Optional<String> branch,
            Optional<Secret> token,
            Caller caller,
            Consumer<Progress> onlooker)
            throws InterruptedException {
        Opened opened = repositories.recent(repository, branch, token, caller);
        Indexing head = indexing.start(opened, token);
        Optional<Snapshot> there = head.await(opened.newest().isPresent() ? catchUp : Duration.ZERO);
        if (there.isEmpty() && opened.newest().isPresent()) {
            return new Ready(opened, opened.newest().get());
        }
        while (there.isEmpty()) {
            onlooker.accept(head.progress());
            there = head.await(REPORT);
        }
        return new Ready(opened, there.get());
    }

    /** A commit that can be searched; empty if it cannot, or no longer. Fails like {@link OpenRepository#indexed}. */
    public Optional<Snapshot> at(RepositoryRef repository, Commit commit, Caller caller) {
        return repositories.indexed(repository, commit, caller);
    }

    /** A repository with a snapshot that can be searched. */
    public record Ready(Opened opened, Snapshot snapshot) {
        /** Whether the branch has moved on since. */
        public boolean behind() {
            return !snapshot.commit().equals(opened.head().commit());
        }
    }
}
