package io.deepwiki.application.retrieval.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;

class InMemoryVectorIndexTest extends VectorIndexContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected VectorIndex vectors() {
        return database.vectors();
    }

    @Override
    protected PassageIndex passages() {
        return database.passages();
    }

    @Override
    protected SnapshotStore snapshots() {
        return database.snapshots();
    }
}
