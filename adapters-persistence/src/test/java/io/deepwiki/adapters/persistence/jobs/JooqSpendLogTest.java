package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.SpendLog;
import io.deepwiki.application.jobs.port.SpendLogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqSpendLogTest extends SpendLogContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected SpendLog log() {
        return DATABASE.spends();
    }

    @Override
    protected JobStore jobs() {
        return DATABASE.jobs();
    }
}
