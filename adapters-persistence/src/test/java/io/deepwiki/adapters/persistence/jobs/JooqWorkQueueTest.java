package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.jobs.port.WorkQueueContract;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqWorkQueueTest extends WorkQueueContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected WorkQueue queue() {
        return DATABASE.queue();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    @Override
    protected Instant now() {
        return DATABASE.now();
    }

    /** The server's clock goes on by itself: instead of it, everything in the table moves into the past. */
    @Override
    protected void pass(Duration time) {
        DATABASE.dsl()
                .execute(
                        "update work_item set ready_at = ready_at - {0} * interval '1 millisecond',"
                                + " lease_until = lease_until - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
        DATABASE.dsl()
                .execute(
                        "update wiki_job set paused_at = paused_at - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
    }

    @Override
    protected JobStore jobs() {
        return DATABASE.jobs();
    }

    @Override
    protected void keep(WikiJob job) {
        DATABASE.jobs().add(job, Optional.empty());
    }
}
