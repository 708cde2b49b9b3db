package io.deepwiki.domain.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WikiJobTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final WikiJob.Source SOURCE =
            new WikiJob.Source(new SnapshotId(new UUID(0, 7)), "main", new Commit("a".repeat(40)), NOON);
    private static final Progress ALL = new Progress(2, 2, 0);

    @Test
    void a_job_goes_through_its_phases_in_order_and_ends_by_its_pages() {
        WikiJob job = submitted();
        job = accepted(job.startIndexing(NOON));
        job = accepted(job.indexed(SOURCE, NOON));
        assertThat(job.snapshot()).contains(SOURCE);
        job = accepted(job.planned(NOON));
        job = accepted(job.finish(new Progress(3, 2, 1), NOON.plusSeconds(9)));
        assertThat(job.state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(job.times().started()).contains(NOON);
        assertThat(job.times().ended()).contains(NOON.plusSeconds(9));
    }

    @Test
    void indexing_that_is_taken_over_goes_on() {
        WikiJob indexing = accepted(submitted().startIndexing(NOON));
        assertThat(indexing.startIndexing(NOON.plusSeconds(5))).isEqualTo(new Accepted(indexing));
    }

    @Test
    void a_step_out_of_turn_is_refused() {
        WikiJob waiting = submitted();
        WikiJob indexing = accepted(waiting.startIndexing(NOON));
        WikiJob planning = accepted(indexing.indexed(SOURCE, NOON));
        WikiJob writing = accepted(planning.planned(NOON));
        List<Decision> refused = List.of(
                waiting.indexed(SOURCE, NOON),
                waiting.planned(NOON),
                waiting.finish(ALL, NOON),
                indexing.planned(NOON),
                indexing.finish(ALL, NOON),
                planning.startIndexing(NOON),
                planning.indexed(SOURCE, NOON),
                writing.planned(NOON),
                writing.startIndexing(NOON));
        assertThat(refused).allSatisfy(decision -> assertThat(decision).isInstanceOf(Refused.class));
    }

    @Test
    void an_end_is_never_left_unless_it_is_tried_again() {
        List<Function<WikiJob, Decision>> commands = List.of(
                job -> job.startIndexing(NOON),
                job -> job.indexed(SOURCE, NOON),
                job -> job.planned(NOON),
                job -> job.finish(ALL, NOON),
                job -> job.fail("no", NOON),
                job -> job.pause("", NOON),
                job -> job.resume(NOON),
                job -> job.cancel(NOON));
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            WikiJob job = submitted();
            List<JobState> states = new ArrayList<>();
            for (int step = 0; step < 20; step++) {
                if (commands.get(random.nextInt(commands.size())).apply(job) instanceof Accepted(WikiJob next)) {
                    assertThat(job.state().ended()).isFalse();
                    job = next;
                }
                states.add(job.state());
            }
            assertThat(states.stream()
                            .dropWhile(state -> !state.ended())
                            .distinct()
                            .count())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_failure_tells_why() {
        WikiJob failed = accepted(submitted().fail("It cannot be read.", NOON));
        assertThat(failed.error()).isEqualTo("It cannot be read.");
        WikiJob writing =
                accepted(accepted(accepted(submitted().startIndexing(NOON)).indexed(SOURCE, NOON))
                        .planned(NOON));
        assertThat(accepted(writing.finish(new Progress(1, 0, 1), NOON)).error())
                .isNotEmpty();
        assertThat(accepted(writing.cancel(NOON)).state()).isEqualTo(new Ended(Outcome.CANCELLED));
    }

    @Test
    void progress_never_falls_while_a_job_goes_on() {
        assertThat(Progress.NONE.percent(new JobState.Waiting())).isZero();
        assertThat(Progress.NONE.percent(new Running(Phase.PLAN))).isEqualTo(10);
        int before = 15;
        for (int done = 0; done <= 7; done++) {
            int percent = new Progress(7, done, 0).percent(new Running(Phase.PAGES));
            assertThat(percent).isBetween(before, 100);
            before = percent;
        }
        assertThat(new Progress(7, 3, 0).percent(new Ended(Outcome.CANCELLED))).isEqualTo(51);
        assertThat(Progress.NONE.percent(new Ended(Outcome.FAILED))).isZero();
        assertThat(ALL.percent(new Ended(Outcome.COMPLETED))).isEqualTo(100);
    }

    @Test
    void a_pause_keeps_its_reason_and_its_place_while_results_come_in() {
        WikiJob indexing = accepted(submitted().startIndexing(NOON));
        WikiJob paused = accepted(indexing.pause("The key is not accepted.", NOON.plusSeconds(1)));
        assertThat(paused.state()).isEqualTo(new Paused(new Running(Phase.INDEX), "The key is not accepted."));
        assertThat(paused.trouble()).isEqualTo("The key is not accepted.");
        assertThat(paused.pause("again", NOON.plusSeconds(2))).isEqualTo(new Accepted(paused));
        assertThat(paused.startIndexing(NOON)).isInstanceOf(Refused.class);
        WikiJob indexed = accepted(paused.indexed(SOURCE, NOON.plusSeconds(3)));
        assertThat(indexed.state()).isEqualTo(new Paused(new Running(Phase.PLAN), "The key is not accepted."));
        WikiJob writing = accepted(indexed.planned(NOON.plusSeconds(4)));
        assertThat(writing.state().in(Phase.PAGES)).isTrue();
        assertThat(accepted(writing.resume(NOON.plusSeconds(5))).state()).isEqualTo(new Running(Phase.PAGES));
        assertThat(accepted(writing.finish(ALL, NOON.plusSeconds(5))).state()).isEqualTo(new Ended(Outcome.COMPLETED));
        assertThat(new Progress(7, 3, 0).percent(writing.state())).isEqualTo(51);
    }

    @Test
    void a_retry_begins_the_next_run_from_what_is_done() {
        WikiJob fresh = accepted(submitted().fail("It cannot be read.", NOON));
        assertThat(accepted(fresh.retry(false, NOON.plusSeconds(9))).state()).isEqualTo(new JobState.Waiting());
        WikiJob indexed = accepted(accepted(submitted().startIndexing(NOON)).indexed(SOURCE, NOON));
        WikiJob cancelled = accepted(indexed.cancel(NOON));
        WikiJob again = accepted(cancelled.retry(false, NOON.plusSeconds(9)));
        assertThat(again.state()).isEqualTo(new Running(Phase.PLAN));
        assertThat(again.run()).isEqualTo(2);
        assertThat(again.error()).isEmpty();
        assertThat(again.times().ended()).isEmpty();
        assertThat(accepted(cancelled.retry(true, NOON)).state()).isEqualTo(new Running(Phase.PAGES));
    }

    @Test
    void pages_that_are_left_keep_a_job_from_its_end() {
        WikiJob writing =
                accepted(accepted(accepted(submitted().startIndexing(NOON)).indexed(SOURCE, NOON))
                        .planned(NOON));
        assertThat(writing.finish(new Progress(3, 1, 1), NOON)).isInstanceOf(Refused.class);
    }

    static WikiJob submitted() {
        WikiRequest request = new WikiRequest(
                new RepositoryRef.Local("/srv/shop"),
                Optional.empty(),
                Language.ENGLISH,
                WikiMode.CONCISE,
                new ModelRef("builtin", "outline-1"),
                Optional.empty(),
                FileFilter.NONE);
        return WikiJob.submitted(new JobId(new UUID(0, 1)), request, Caller.ANONYMOUS, NOON);
    }

    private static WikiJob accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Accepted.class);
        return ((Accepted) decision).job();
    }
}
