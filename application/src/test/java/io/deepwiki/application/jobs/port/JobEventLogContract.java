package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.accepted;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static io.deepwiki.application.repository.port.Sources.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.wiki.port.Wikis;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link JobEventLog} promises. */
public abstract class JobEventLogContract {
    private static final WikiJob.Source SOURCE =
            new WikiJob.Source(new SnapshotId(new UUID(0, 7)), "main", Sources.commit('a'), NOON);

    /** The log; empty when a test begins. */
    protected abstract JobEventLog log();

    /** Where the calls of models are written down. */
    protected abstract SpendLog spends();

    protected abstract Transactions transactions();

    /** Puts a job where the log can find and lock it. */
    protected abstract void keep(WikiJob job);

    /** Locks the job until the transaction ends. */
    protected abstract void lock(JobId job);

    @Test
    void events_are_numbered_from_one_within_their_job() {
        WikiJob one = kept(1);
        WikiJob two = kept(2);
        JobEvent first = append(one, "first");
        JobEvent second = append(one, "second");
        JobEvent other = append(two, "other");
        assertThat(List.of(first.seq(), second.seq(), other.seq())).containsExactly(1L, 2L, 1L);
        assertThat(log().after(one.id(), 0, 10)).containsExactly(first, second);
        assertThat(log().after(two.id(), 0, 10)).containsExactly(other);
        assertThat(log().last(one.id())).contains(second);
        assertThat(log().last(WikiJobs.id(3))).isEmpty();
        assertThat(log().last(List.of(one.id(), two.id(), WikiJobs.id(3))))
                .isEqualTo(Map.of(one.id(), second, two.id(), other));
        assertThat(log().last(List.of())).isEmpty();
    }

    @Test
    void an_event_is_read_as_it_was_written() {
        WikiJob job = kept(1);
        WikiJob ended = accepted(job.fail("No such branch.", NOON.plusSeconds(1)));
        JobPage page = JobPage.planned(new UUID(5, 1), job.id(), 0, Wikis.OVERVIEW, "start", NOON)
                .failed("It broke.", false, NOON);
        JobEvent event = transactions()
                .inTransaction(() -> log().append(
                                ended,
                                new Progress(4, 2, 1),
                                Happening.ofPage("A page failed.", page),
                                NOON.plusSeconds(9)));
        assertThat(event)
                .isEqualTo(new JobEvent(
                        job.id(),
                        1,
                        1,
                        NOON.plusSeconds(9),
                        ended.state(),
                        new Progress(4, 2, 1),
                        78,
                        Happening.ofPage("A page failed.", page),
                        TokenSummary.NONE));
        assertThat(log().last(job.id())).contains(event);
    }

    @Test
    void an_event_tells_what_its_job_had_spent_by_then() {
        WikiJob job = kept(1);
        JobEvent before = append(job, "before");
        Spent spent = new Spent(new TokenUsage(30, 4, true), Optional.of(new BigDecimal("0.000002")));
        spends().add(List.of(new Spend(new UUID(6, 1), job.id(), 1, new Work.Plan(), 1, spent, NOON)));
        JobEvent after = append(job, "after");
        assertThat(before.tokens()).isEqualTo(TokenSummary.NONE);
        assertThat(after.tokens()).isEqualTo(new TokenSummary(0, 0, spent));
        assertThat(log().after(job.id(), 0, 10)).containsExactly(before, after);
    }

    @Test
    void a_pause_is_read_as_it_was_written() {
        WikiJob paused = accepted(kept(1).pause("No key is set.", NOON.plusSeconds(1)));
        JobEvent event =
                transactions().inTransaction(() -> log().append(paused, Progress.NONE, Happening.of("Paused."), NOON));
        assertThat(event.state()).isEqualTo(paused.state());
        assertThat(log().last(paused.id())).contains(event);
    }

    @Test
    void per_cent_never_fall_within_a_run_and_begin_anew_with_the_next() {
        WikiJob job = kept(1);
        WikiJob writing = accepted(accepted(accepted(job.startIndexing(NOON)).indexed(SOURCE, NOON))
                .planned(NOON));
        WikiJob cancelled = accepted(job.cancel(NOON));
        WikiJob again = accepted(cancelled.retry(false, NOON));
        List<Integer> told = transactions().inTransaction(() -> {
            lock(job.id());
            return List.of(
                    percent(writing, new Progress(4, 1, 1)),
                    percent(writing, new Progress(4, 1, 0)),
                    percent(cancelled, Progress.NONE),
                    percent(again, Progress.NONE));
        });
        assertThat(told).containsExactly(57, 57, 57, 0);
        assertThat(log().after(job.id(), 0, 10)).extracting(JobEvent::percent).isEqualTo(told);
    }

    private int percent(WikiJob job, Progress progress) {
        return log().append(job, progress, Happening.of("So it is."), NOON).percent();
    }

    @Test
    void a_reader_goes_on_after_what_it_has_and_takes_no_more_than_it_wants() {
        WikiJob job = kept(1);
        IntStream.rangeClosed(1, 5).forEach(number -> append(job, "event " + number));
        assertThat(log().after(job.id(), 2, 2)).extracting(JobEvent::seq).containsExactly(3L, 4L);
        assertThat(log().after(job.id(), 5, 2)).isEmpty();
    }

    @Test
    void an_undone_event_leaves_no_gap() {
        WikiJob job = kept(1);
        append(job, "first");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> transactions().inTransaction(() -> {
                    append(job, "undone");
                    throw new UnsupportedOperationException();
                }));
        assertThat(append(job, "second").seq()).isEqualTo(2);
    }

    @Test
    void writers_at_once_leave_no_gap_and_no_double_and_each_counts_what_all_before_it_spent() throws Exception {
        WikiJob job = kept(1);
        List<Future<JobEvent>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 24).forEach(number -> running.add(threads.submit(() -> spendAndAppend(job, number))));
        }
        for (Future<JobEvent> future : running) {
            future.get();
        }
        List<Long> all = LongStream.rangeClosed(1, 24).boxed().toList();
        assertThat(log().after(job.id(), 0, 100)).extracting(JobEvent::seq).containsExactlyElementsOf(all);
        assertThat(log().after(job.id(), 0, 100))
                .extracting(line -> line.tokens().provider().usage().prompt())
                .containsExactlyElementsOf(all);
    }

    private JobEvent spendAndAppend(WikiJob job, int number) {
        Spent spent = new Spent(new TokenUsage(1, 0, false), Optional.of(BigDecimal.ONE));
        return transactions().inTransaction(() -> {
            lock(job.id());
            spends().add(List.of(new Spend(new UUID(6, number), job.id(), 1, new Work.Plan(), 1, spent, NOON)));
            return append(job, "by " + number);
        });
    }

    private WikiJob kept(int number) {
        WikiJob job = waiting(number);
        keep(job);
        return job;
    }

    private JobEvent append(WikiJob job, String message) {
        return transactions().inTransaction(() -> {
            lock(job.id());
            return log().append(job, Progress.NONE, Happening.of(message), NOON);
        });
    }
}
