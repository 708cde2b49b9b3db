package io.deepwiki.adapters.persistence.retrieval;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.application.retrieval.port.VectorIndexContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgVectorIndexTest extends VectorIndexContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected VectorIndex vectors() {
        return DATABASE.vectors();
    }

    @Override
    protected PassageIndex passages() {
        return DATABASE.passages();
    }

    @Override
    protected SnapshotStore snapshots() {
        return DATABASE.snapshots();
    }
}
