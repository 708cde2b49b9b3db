package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.accepted;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static io.deepwiki.application.repository.port.Sources.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SpendLog} promises. */
public abstract class SpendLogContract {
    private static final Work PLAN = new Work.Plan();
    private static final Work ENGINE = new Work.Page("engine");
    private static final Work TANK = new Work.Page("tank");

    /** The log; empty when a test begins. */
    protected abstract SpendLog log();

    /** Where the jobs are. */
    protected abstract JobStore jobs();

    private JobId job(int number) {
        WikiJob job = waiting(number);
        jobs().add(job, Optional.empty());
        return job.id();
    }

    private Spent of(JobId job) {
        return log().ofJobs(List.of(job)).getOrDefault(job, Spent.NONE);
    }

    private static Spend call(int number, JobId job, int run, Work work, Spent spent) {
        return new Spend(new UUID(3, number), job, run, work, 1, spent, NOON.plusSeconds(number));
    }

    private static Spent spent(long prompt, long completion, String cost) {
        return new Spent(new TokenUsage(prompt, completion, false), Optional.of(new BigDecimal(cost)));
    }

    @Test
    void who_has_asked_nobody_has_spent_nothing() {
        JobId job = job(1);
        log().add(List.of());
        assertThat(of(job)).isEqualTo(Spent.NONE);
        assertThat(log().ofRun(job, 1)).isEqualTo(Spent.NONE);
        assertThat(log().ofPages(job)).isEmpty();
    }

    @Test
    void calls_add_up_by_job_by_run_and_by_page() {
        JobId one = job(1);
        JobId two = job(2);
        log().add(List.of(
                call(1, one, 1, PLAN, spent(100, 10, "0.0003")),
                call(2, one, 1, ENGINE, spent(20, 0, "0.00004")),
                call(3, one, 1, ENGINE, spent(20, 5, "0.00009"))));
        log().add(List.of(call(4, one, 2, TANK, spent(7, 3, "0.000000044")), call(5, two, 1, TANK, spent(1, 1, "1"))));
        assertThat(of(one)).isEqualTo(spent(147, 18, "0.000430044"));
        assertThat(log().ofRun(one, 1)).isEqualTo(spent(140, 15, "0.00043"));
        assertThat(log().ofRun(one, 2)).isEqualTo(spent(7, 3, "0.000000044"));
        assertThat(log().ofPages(one))
                .isEqualTo(Map.of("engine", spent(40, 5, "0.00013"), "tank", spent(7, 3, "0.000000044")));
        assertThat(of(two)).isEqualTo(spent(1, 1, "1"));
        assertThat(log().ofJobs(List.of(one, two, job(3))))
                .isEqualTo(Map.of(one, spent(147, 18, "0.000430044"), two, spent(1, 1, "1")));
    }

    @Test
    void a_call_counts_once_however_often_it_is_written_down() {
        JobId job = job(1);
        Spend call = call(1, job, 1, ENGINE, spent(20, 5, "0.5"));
        log().add(List.of(call));
        log().add(List.of(call, call(2, job, 1, ENGINE, spent(1, 1, "0.5"))));
        assertThat(of(job)).isEqualTo(spent(21, 6, "1"));
    }

    @Test
    void one_estimate_makes_the_sum_an_estimate_and_one_unknown_price_the_cost_unknown() {
        JobId job = job(1);
        Spent guessed = new Spent(new TokenUsage(5, 5, true), Optional.empty());
        log().add(List.of(
                call(1, job, 1, ENGINE, spent(20, 5, "0.5")),
                call(2, job, 1, TANK, guessed),
                call(3, job, 2, TANK, Spent.NONE)));
        assertThat(of(job)).isEqualTo(new Spent(new TokenUsage(25, 10, true), Optional.empty()));
        assertThat(log().ofRun(job, 2)).isEqualTo(Spent.NONE);
        assertThat(log().ofPages(job))
                .containsEntry("engine", spent(20, 5, "0.5"))
                .containsEntry("tank", guessed);
    }

    @Test
    void what_a_deleted_job_spent_is_forgotten_with_it() {
        JobId job = job(1);
        log().add(List.of(call(1, job, 1, ENGINE, spent(20, 5, "0.5"))));
        WikiJob stored = waiting(1);
        jobs().save(stored, accepted(stored.cancel(NOON)));
        jobs().delete(job);
        assertThat(of(job)).isEqualTo(Spent.NONE);
    }
}
