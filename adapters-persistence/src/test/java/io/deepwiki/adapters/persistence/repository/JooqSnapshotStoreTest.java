package io.deepwiki.adapters.persistence.repository;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStoreContract;
import io.deepwiki.application.retrieval.port.PassageIndex;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqSnapshotStoreTest extends SnapshotStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected SnapshotStore store() {
        return DATABASE.snapshots();
    }

    @Override
    protected PassageIndex index() {
        return DATABASE.passages();
    }
}
