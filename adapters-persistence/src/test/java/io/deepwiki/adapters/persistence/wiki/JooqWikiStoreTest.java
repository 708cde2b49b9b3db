package io.deepwiki.adapters.persistence.wiki;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.application.wiki.port.WikiStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqWikiStoreTest extends WikiStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected WikiStore store() {
        return DATABASE.wikis();
    }

    @Override
    protected SnapshotStore snapshots() {
        return DATABASE.snapshots();
    }
}
