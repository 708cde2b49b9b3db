package io.deepwiki.domain.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobPageTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final JobPage PLANNED = JobPage.planned(
            new UUID(0, 1),
            new JobId(new UUID(0, 2)),
            0,
            new PagePlan("engine", "Engine", "What drives it", Importance.HIGH, List.of(), List.of()),
            "all",
            NOON);

    @Test
    void a_page_that_failed_is_tried_again_and_then_written() {
        JobPage failed = PLANNED.begun(NOON).failed("It broke.", false, NOON.plusSeconds(1));
        assertThat(failed.state()).isEqualTo(new JobPage.State(PageStatus.FAILED, 1, "It broke."));
        assertThat(failed.times().ended()).isEmpty();
        WrittenPage written = new WrittenPage("# Engine", List.of(), Duration.ofSeconds(2));
        JobPage completed = failed.begun(NOON.plusSeconds(2)).completed(written, NOON.plusSeconds(4));
        assertThat(completed.state()).isEqualTo(new JobPage.State(PageStatus.COMPLETED, 1, ""));
        assertThat(completed.written()).contains(written);
        assertThat(completed.times().started()).contains(NOON);
        assertThat(completed.state().status().settled()).isTrue();
    }

    @Test
    void a_page_that_failed_for_good_is_settled_and_says_so() {
        JobPage failed = PLANNED.begun(NOON).failed("No.", true, NOON.plusSeconds(3));
        assertThat(failed.state().status()).isEqualTo(PageStatus.PERMANENT_FAILED);
        assertThat(failed.times().ended()).contains(NOON.plusSeconds(3));
        Happening happening = Happening.ofPage("It failed.", failed);
        assertThat(happening.error()).isEqualTo("No.");
        assertThat(happening.page()).isPresent();
    }

    @Test
    void what_is_settled_is_not_begun_again() {
        JobPage completed = PLANNED.begun(NOON).completed(new WrittenPage("# It", List.of(), Duration.ZERO), NOON);
        assertThatIllegalStateException().isThrownBy(() -> completed.begun(NOON));
        JobPage lost = PLANNED.givenUp("No.", NOON);
        assertThatIllegalStateException().isThrownBy(() -> lost.begun(NOON));
        assertThat(lost.reset().begun(NOON).state().status()).isEqualTo(PageStatus.IN_PROGRESS);
    }

    @Test
    void a_page_that_is_given_up_untried_has_no_try_more() {
        JobPage given = PLANNED.failed("It broke.", false, NOON).givenUp("Enough.", NOON.plusSeconds(3));
        assertThat(given.state()).isEqualTo(new JobPage.State(PageStatus.PERMANENT_FAILED, 1, "Enough."));
        assertThat(given.times().ended()).contains(NOON.plusSeconds(3));
    }

    @Test
    void a_page_that_is_put_back_was_not_tried_and_one_that_is_reset_never_was() {
        JobPage begun = PLANNED.failed("It broke.", false, NOON).begun(NOON.plusSeconds(1));
        assertThat(begun.putBack().state()).isEqualTo(new JobPage.State(PageStatus.PENDING, 1, "It broke."));
        assertThat(begun.putBack().times()).isEqualTo(begun.times());
        JobPage lost = begun.failed("No.", true, NOON.plusSeconds(3));
        assertThat(lost.reset()).isEqualTo(PLANNED);
    }

    @Test
    void what_a_run_has_reached_it_keeps() {
        JobState writing = new JobState.Running(Phase.PAGES);
        assertThat(JobEvent.percent(0, new Progress(1, 0, 1), writing)).isEqualTo(100);
        assertThat(JobEvent.percent(100, new Progress(1, 0, 0), writing)).isEqualTo(100);
        assertThat(JobEvent.percent(10, Progress.NONE, new JobState.Ended(Outcome.CANCELLED)))
                .isEqualTo(10);
    }

    @Test
    void what_is_left_to_do_leaves_out_what_is_done() {
        JobPage failed = PLANNED.failed("No.", true, NOON);
        JobState writing = new JobState.Paused(new JobState.Running(Phase.PAGES), "");
        assertThat(LeftToDo.of(writing, List.of(PLANNED))).containsExactly(new WorkItem.Work.Page("engine"));
        assertThat(LeftToDo.of(writing, List.of(failed))).containsExactly(new WorkItem.Work.Finish());
        assertThat(LeftToDo.of(new JobState.Waiting(), List.of())).containsExactly(new WorkItem.Work.Index());
        assertThat(LeftToDo.of(new JobState.Running(Phase.INDEX), List.of()))
                .containsExactly(new WorkItem.Work.Index());
        assertThat(LeftToDo.of(new JobState.Running(Phase.PLAN), List.of())).containsExactly(new WorkItem.Work.Plan());
        assertThat(LeftToDo.of(new JobState.Ended(Outcome.CANCELLED), List.of(PLANNED)))
                .isEmpty();
    }

    @Test
    void pauses_grow_up_to_the_cap_and_the_last_try_is_the_last() {
        RetryPolicy policy = new RetryPolicy(40, Duration.ofSeconds(2), Duration.ofMinutes(5));
        assertThat(policy.pauseAfter(1, () -> 1)).contains(Duration.ofSeconds(2));
        assertThat(policy.pauseAfter(3, () -> 1)).contains(Duration.ofSeconds(8));
        assertThat(policy.pauseAfter(3, () -> 0.5)).contains(Duration.ofSeconds(4));
        assertThat(policy.pauseAfter(39, () -> 1)).contains(Duration.ofMinutes(5));
        assertThat(policy.pauseAfter(40, () -> 1)).isEmpty();
        assertThat(RetryPolicy.STANDARD.pauseAfter(3, () -> 1)).isEmpty();
    }

    @Test
    void progress_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new Progress(1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Progress(3, 1, 1).settled()).isEqualTo(2);
        assertThat(PLANNED.id().toString()
                        + PLANNED.job()
                        + new WorkItemId(new UUID(0, 3))
                        + new InstanceId(new UUID(0, 4)))
                .contains("000000000003", "000000000004");
    }
}
