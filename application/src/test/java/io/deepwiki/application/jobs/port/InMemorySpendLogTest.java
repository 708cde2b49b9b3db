package io.deepwiki.application.jobs.port;

import io.deepwiki.application.InMemoryDatabase;

class InMemorySpendLogTest extends SpendLogContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected SpendLog log() {
        return database.jobs().spends();
    }

    @Override
    protected JobStore jobs() {
        return database.jobs().store();
    }
}
