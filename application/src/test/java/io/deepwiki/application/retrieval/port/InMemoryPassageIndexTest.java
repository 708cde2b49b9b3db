package io.deepwiki.application.retrieval.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;

class InMemoryPassageIndexTest extends PassageIndexContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected PassageIndex index() {
        return database.passages();
    }

    @Override
    protected SnapshotStore snapshots() {
        return database.snapshots();
    }
}
