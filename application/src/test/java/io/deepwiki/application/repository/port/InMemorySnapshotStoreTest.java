package io.deepwiki.application.repository.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.retrieval.port.PassageIndex;

class InMemorySnapshotStoreTest extends SnapshotStoreContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected SnapshotStore store() {
        return database.snapshots();
    }

    @Override
    protected PassageIndex index() {
        return database.passages();
    }
}
