package io.deepwiki.application.jobs.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import java.util.Optional;

class InMemoryJobEventLogTest extends JobEventLogContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected JobEventLog log() {
        return database.jobs().events();
    }

    @Override
    protected SpendLog spends() {
        return database.jobs().spends();
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }

    @Override
    protected void keep(WikiJob job) {
        database.jobs().store().add(job, Optional.empty());
    }

    @Override
    protected void lock(JobId job) {
        database.jobs().store().lock(job);
    }
}
