package io.deepwiki.application.jobs.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;

class InMemoryOldJobsTest extends OldJobsContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected OldJobs old() {
        return database.jobs().old();
    }

    @Override
    protected JobStore jobs() {
        return database.jobs().store();
    }

    @Override
    protected JobEventLog events() {
        return database.jobs().events();
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
