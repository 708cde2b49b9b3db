package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.JobStoreContract;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqJobStoreTest extends JobStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected JobStore store() {
        return DATABASE.jobs();
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
    void a_token_never_stands_in_the_table_in_clear() {
        store().add(waiting(1), Optional.of(new Secret("s3cret-token")));
        byte[] kept = DATABASE.dsl().select(WIKI_JOB.TOKEN).from(WIKI_JOB).fetchSingle(WIKI_JOB.TOKEN);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
    }

    @Test
    void of_equal_requests_that_come_at_once_one_is_added() throws Exception {
        List<Future<Optional<JobId>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(1, 9)
                    .forEach(number -> running.add(threads.submit(() -> transactions()
                            .inTransaction(
                                    () -> store().add(waiting(number, waiting(1).request()), Optional.empty())))));
        }
        List<Optional<JobId>> found = new ArrayList<>();
        for (Future<Optional<JobId>> future : running) {
            found.add(future.get());
        }
        assertThat(found).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(found).filteredOn(Optional::isPresent).hasSize(7);
        assertThat(DATABASE.dsl().fetchCount(WIKI_JOB)).isEqualTo(1);
    }

    @Test
    void who_asks_for_the_open_job_waits_for_whoever_is_about_to_add_it() throws Exception {
        WikiJob job = waiting(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<JobId>> first = threads.submit(() -> transactions().inTransaction(() -> {
                Optional<JobId> open = store().open(job.request());
                asked.countDown();
                await(goOn);
                store().add(job, Optional.empty());
                return open;
            }));
            asked.await();
            Future<Optional<JobId>> second =
                    threads.submit(() -> transactions().inTransaction(() -> store().open(job.request())));
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS));
            goOn.countDown();
            assertThat(first.get()).isEmpty();
            assertThat(second.get()).contains(job.id());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
