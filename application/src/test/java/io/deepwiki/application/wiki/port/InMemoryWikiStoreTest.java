package io.deepwiki.application.wiki.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;

class InMemoryWikiStoreTest extends WikiStoreContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected WikiStore store() {
        return database.wikis();
    }

    @Override
    protected SnapshotStore snapshots() {
        return database.snapshots();
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
