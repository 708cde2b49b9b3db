package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.OldJobs;
import io.deepwiki.application.jobs.port.OldJobsContract;
import io.deepwiki.application.jobs.port.WikiJobs;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqOldJobsTest extends OldJobsContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected OldJobs old() {
        return DATABASE.oldJobs();
    }

    @Override
    protected JobStore jobs() {
        return DATABASE.jobs();
    }

    @Override
    protected JobEventLog events() {
        return DATABASE.events();
    }

    @Override
    protected SnapshotStore snapshots() {
        return DATABASE.snapshots();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    @Test
    void one_instance_forgets_at_a_time() throws Exception {
        Instant end = Instant.parse("2026-01-01T00:00:00Z");
        WikiJob job = WikiJobs.waiting(1);
        jobs().add(job, Optional.empty());
        transactions().inTransaction(() -> {
            WikiJob before = jobs().lock(job.id()).orElseThrow();
            jobs().save(before, WikiJobs.accepted(job.cancel(end)));
        });
        Instant later = end.plusSeconds(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int there = transactions().inTransaction(() -> {
                old().forgetEvents(later, 9);
                return CompletableFuture.supplyAsync(
                                () -> transactions().inTransaction(() -> old().forgetJobs(later, 9)), threads)
                        .join();
            });
            assertThat(there).isZero();
        }
        int here = transactions().inTransaction(() -> old().forgetJobs(later, 9));
        assertThat(here).isEqualTo(1);
    }
}
