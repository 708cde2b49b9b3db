package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.accepted;
import static io.deepwiki.application.jobs.port.WikiJobs.id;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.wiki.port.Wikis;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What every {@link OldJobs} promises. */
public abstract class OldJobsContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant TODAY = NOON.plus(Duration.ofDays(100));

    /** What is tested. */
    protected abstract OldJobs old();

    /** Where the jobs are; empty when a test begins. */
    protected abstract JobStore jobs();

    /** Their history. */
    protected abstract JobEventLog events();

    protected abstract SnapshotStore snapshots();

    protected abstract Transactions transactions();

    private int batch(IntSupplier batch) {
        return transactions().inTransaction(batch::getAsInt);
    }

    /** A job with three lines of history; it was cancelled so many days ago. */
    private WikiJob cancelled(int number, int daysAgo) {
        WikiJob job = kept(waiting(number));
        return ended(accepted(job.cancel(TODAY.minus(DAY.multipliedBy(daysAgo)))));
    }

    private WikiJob kept(WikiJob job) {
        jobs().add(job, Optional.empty());
        append(job, "first");
        append(job, "second");
        return job;
    }

    private WikiJob ended(WikiJob job) {
        transactions().inTransaction(() -> {
            WikiJob before = jobs().lock(job.id()).orElseThrow();
            jobs().save(before, job);
        });
        append(job, "last");
        return job;
    }

    private void append(WikiJob job, String what) {
        transactions().inTransaction(() -> {
            jobs().lock(job.id());
            events().append(job, Progress.NONE, Happening.of(what), NOON);
        });
    }

    private WikiJob completed(int number, WikiRequest request, int daysAgo) {
        WikiJob job = kept(waiting(number, request));
        Instant end = TODAY.minus(DAY.multipliedBy(daysAgo));
        var snapshot = snapshots().publish(draft(snapshots().repository(REPOSITORY), commit('a')));
        var source = new WikiJob.Source(snapshot.id(), "main", commit('a'), NOON);
        WikiJob writing = accepted(accepted(accepted(job.startIndexing(NOON)).indexed(source, NOON))
                .planned(NOON));
        return ended(accepted(writing.finish(new Progress(1, 1, 0), end)));
    }

    private List<Long> lines(int number) {
        return events().after(id(number), 0, 100).stream().map(JobEvent::seq).toList();
    }

    private boolean isThere(int number) {
        return jobs().find(id(number), WikiJobs.SUBMITTER).isPresent();
    }

    @Test
    void of_the_history_of_an_old_job_the_last_line_stays() {
        cancelled(1, 40);
        cancelled(2, 20);
        assertThat(batch(() -> old().forgetEvents(TODAY.minus(DAY.multipliedBy(30)), 9)))
                .isEqualTo(1);
        assertThat(lines(1)).containsExactly(3L);
        assertThat(lines(2)).containsExactly(1L, 2L, 3L);
        assertThat(events().last(id(1))).map(JobEvent::seq).contains(3L);
        assertThat(batch(() -> old().forgetEvents(TODAY.minus(DAY.multipliedBy(30)), 9)))
                .isZero();
    }

    @Test
    void a_job_that_is_open_keeps_its_history_however_old_it_is() {
        kept(waiting(1));
        assertThat(batch(() -> old().forgetEvents(TODAY, 9))).isZero();
        assertThat(batch(() -> old().forgetJobs(TODAY, 9))).isZero();
        assertThat(lines(1)).containsExactly(1L, 2L);
    }

    @Test
    void the_next_line_goes_on_where_the_forgotten_ones_ended() {
        WikiJob job = cancelled(1, 40);
        batch(() -> old().forgetEvents(TODAY, 9));
        append(job, "again");
        assertThat(lines(1)).containsExactly(3L, 4L);
    }

    @Test
    void old_jobs_go_with_all_that_belongs_to_them_and_younger_ones_stay() {
        cancelled(1, 100);
        jobs().addPages(List.of(JobPage.planned(new UUID(5, 1), id(1), 0, Wikis.OVERVIEW, "start", NOON)));
        cancelled(2, 80);
        assertThat(batch(() -> old().forgetJobs(TODAY.minus(DAY.multipliedBy(90)), 9)))
                .isEqualTo(1);
        assertThat(isThere(1)).isFalse();
        assertThat(lines(1)).isEmpty();
        assertThat(jobs().pages(id(1))).isEmpty();
        assertThat(isThere(2)).isTrue();
    }

    @Test
    void the_newest_complete_job_of_a_request_stays_since_it_answers_the_next_one() {
        WikiRequest request = waiting(1).request();
        completed(1, request, 99);
        completed(2, request, 98);
        assertThat(batch(() -> old().forgetJobs(TODAY.minus(DAY.multipliedBy(90)), 9)))
                .isEqualTo(1);
        assertThat(isThere(1)).isFalse();
        assertThat(isThere(2)).isTrue();
    }

    @Test
    void a_batch_takes_no_more_than_it_may_and_the_oldest_first() {
        for (int number = 1; number <= 5; number++) {
            cancelled(number, 90 - number);
        }
        assertThat(batch(() -> old().forgetEvents(TODAY, 2))).isEqualTo(2);
        assertThat(lines(2)).hasSize(1);
        assertThat(lines(3)).hasSize(3);
        assertThat(batch(() -> old().forgetJobs(TODAY, 4))).isEqualTo(4);
        assertThat(isThere(4)).isFalse();
        assertThat(isThere(5)).isTrue();
    }
}
