package io.deepwiki.application.retrieval;

import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef;
import java.util.Optional;

/** Gives a repository that can be searched now: indexed at its head if it must be, else as it was indexed last. */
public final class ReadyRepository {
    private final OpenRepository repositories;
    private final IndexRepository indexing;

    public ReadyRepository(OpenRepository repositories, IndexRepository indexing) {
        this.repositories = repositories;
        this.indexing = indexing;
    }

    /** The branch's snapshot at its head. Fails as both use cases do. */
    public Ready ready(RepositoryRef repository, Optional<String> branch, Optional<Secret> token, Caller caller)
            throws InterruptedException {
        Opened opened = repositories.recent(repository, branch, token, caller);
        return new Ready(opened, indexing.index(opened, token));
    }

    /** A repository with a snapshot that can be searched. */
    public record Ready(Opened opened, Snapshot snapshot) {}
}
