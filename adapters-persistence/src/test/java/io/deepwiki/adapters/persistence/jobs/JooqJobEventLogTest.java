package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.jobs.port.JobEventLogContract;
import io.deepwiki.application.jobs.port.SpendLog;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqJobEventLogTest extends JobEventLogContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected JobEventLog log() {
        return DATABASE.events();
    }

    @Override
    protected SpendLog spends() {
        return DATABASE.spends();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    @Override
    protected void keep(WikiJob job) {
        DATABASE.jobs().add(job, Optional.empty());
    }

    @Override
    protected void lock(JobId job) {
        DATABASE.jobs().lock(job);
    }
}
