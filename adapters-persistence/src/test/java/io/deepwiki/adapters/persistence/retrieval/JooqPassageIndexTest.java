package io.deepwiki.adapters.persistence.retrieval;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.PassageIndexContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqPassageIndexTest extends PassageIndexContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected PassageIndex index() {
        return DATABASE.passages();
    }

    @Override
    protected SnapshotStore snapshots() {
        return DATABASE.snapshots();
    }
}
