package io.deepwiki.application.jobs.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class InMemoryWorkQueueTest extends WorkQueueContract {
    private final SettableClock clock = new SettableClock();
    private final InMemoryDatabase database = InMemoryDatabase.empty(clock);

    @Override
    protected WorkQueue queue() {
        return database.jobs().queue();
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void pass(Duration time) {
        clock.forward(time);
    }

    @Override
    protected void keep(WikiJob job) {
        database.jobs().store().add(job, Optional.empty());
    }

    @Override
    protected JobStore jobs() {
        return database.jobs().store();
    }
}
