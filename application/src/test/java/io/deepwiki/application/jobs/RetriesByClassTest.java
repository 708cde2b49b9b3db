package io.deepwiki.application.jobs;

import static io.deepwiki.application.jobs.SteppedEngine.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Phase;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a page, and of its job, for every way in which a model can fail. */
class RetriesByClassTest {
    private final SteppedEngine engine = new SteppedEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    static Stream<ModelFailure> passing() {
        return Stream.of(
                new ModelFailure.Overloaded(),
                new ModelFailure.TimedOut(),
                new ModelFailure.CutOff("# T"),
                new ModelFailure.EmptyAnswer(),
                new ModelFailure.Unreachable(),
                new ModelFailure.BadRequest());
    }

    static Stream<ModelFailure> lasting() {
        return Stream.of(new ModelFailure.TooLong(), new ModelFailure.NoSuchModel(), new ModelFailure.Filtered());
    }

    static Stream<ModelFailure> toBeMended() {
        return Stream.of(
                new ModelFailure.BadCredentials("SOME_KEY"),
                new ModelFailure.QuotaGone(),
                new ModelFailure.NotConfigured("SOME_KEY"));
    }

    private void fails(String what, int times, ModelFailure failure) {
        engine.script((asked, time) -> {
            if (asked.equals(what) && time <= times) {
                throw new ModelException(failure);
            }
        });
    }

    private Instant now() {
        return engine.shop.clock.instant();
    }

    private WorkItem item(String slug) {
        return engine.items().stream()
                .filter(item -> item.work().equals(new Work.Page(slug)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_may_pass_by_itself_is_tried_three_times_with_growing_pauses(ModelFailure failure) {
        fails("Tank", 3, failure);
        JobId job = engine.order();
        engine.work();
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.FAILED);
        assertThat(item("tank").readyAt()).isEqualTo(now().plusSeconds(1)); // half of 2 s
        engine.shop.clock.forward(Duration.ofSeconds(1));
        engine.work();
        assertThat(item("tank").readyAt()).isEqualTo(now().plusSeconds(2)); // half of 4 s
        engine.shop.clock.forward(Duration.ofSeconds(2));
        engine.work();
        JobPage tank = engine.page(job, "tank");
        assertThat(tank.state().status()).isEqualTo(PageStatus.PERMANENT_FAILED);
        assertThat(tank.state().attempts()).isEqualTo(3);
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(engine.asked).isEqualTo(Map.of("plan", 1, "Engine", 1, "Nose", 1, "Tank", 3));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_has_passed_leaves_a_complete_wiki(ModelFailure failure) {
        fails("Tank", 2, failure);
        JobId job = engine.order();
        engine.workOn();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
        assertThat(engine.asked).containsEntry("Tank", 3);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void what_would_be_the_same_again_fails_the_page_at_once_and_no_other(ModelFailure failure) {
        fails("Tank", 9, failure);
        JobId job = engine.order();
        engine.work();
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.PERMANENT_FAILED);
        assertThat(engine.page(job, "tank").state().lastError()).isNotBlank();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(engine.asked).isEqualTo(Map.of("plan", 1, "Engine", 1, "Nose", 1, "Tank", 1));
    }

    @ParameterizedTest
    @MethodSource("toBeMended")
    void what_somebody_has_to_mend_pauses_the_job_with_its_reason_until_it_is_resumed(ModelFailure failure) {
        fails("Engine", 1, failure);
        JobId job = engine.order();
        engine.work();
        assertThat(engine.asked).isEqualTo(Map.of("plan", 1, "Engine", 1)); // and no other page was tried
        assertThat(engine.job(job).state()).isInstanceOfSatisfying(JobState.Paused.class, paused -> {
            assertThat(paused.before()).isEqualTo(new JobState.Running(Phase.PAGES));
            assertThat(paused.why()).isNotBlank();
        });
        JobEvent last = engine.events(job).getLast();
        assertThat(last.what().error()).isEqualTo(engine.job(job).trouble()).isNotBlank();
        assertThat(engine.items()).allSatisfy(item -> assertThat(item.attempt()).isZero());
        assertThat(engine.shop.jobs.jobs().pages(job))
                .allSatisfy(page -> assertThat(page.state().status()).isEqualTo(PageStatus.PENDING));
        engine.shop.control.resume(job, READER);
        engine.work();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    @Test
    void a_page_that_waits_for_its_next_try_does_not_say_so_any_more_when_its_job_is_called_off() {
        fails("Tank", 1, new ModelFailure.Overloaded());
        JobId job = engine.order();
        engine.work();
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.FAILED);
        engine.shop.control.cancel(job, READER);
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.PENDING);
        assertThat(engine.page(job, "tank").state().attempts()).isEqualTo(1);
        assertThat(engine.events(job))
                .extracting(event -> event.what().message())
                .endsWith("\"Tank\" is not tried again.", "The job was cancelled.");
    }

    @Test
    void a_job_that_is_tried_again_says_so_of_each_page_that_had_failed() {
        fails("Tank", 1, new ModelFailure.Filtered());
        JobId job = engine.order();
        engine.work();
        engine.shop.control.retry(job, Optional.empty(), READER);
        assertThat(engine.events(job))
                .extracting(event -> event.what().message())
                .endsWith("The job is tried again: 1 page is left to write.", "\"Tank\" is tried again.");
        assertThat(engine.events(job).getLast().what().page()).isPresent();
    }

    @Test
    void a_plan_that_waits_for_a_key_pauses_its_job_too() {
        fails("plan", 1, new ModelFailure.BadCredentials("SOME_KEY"));
        JobId job = engine.order();
        engine.work();
        assertThat(engine.job(job).trouble()).contains("SOME_KEY");
        engine.shop.control.resume(job, READER);
        engine.work();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    @Test
    void a_provider_that_is_not_configured_any_more_pauses_the_job() {
        JobId job = engine.order();
        engine.shop.model.withdraw();
        engine.work();
        assertThat(engine.job(job).trouble()).contains("not configured");
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void once_a_key_is_refused_no_page_of_the_job_makes_another_call() {
        JobId job = engine.order();
        engine.work(engine.claim().orElseThrow());
        engine.work(engine.claim().orElseThrow());
        List<String> calls = new ArrayList<>();
        engine.shop.model.answers((prompt, sink) -> {
            calls.add(prompt.task().getClass().getSimpleName());
            if (calls.size() == 1) {
                engine.work(engine.claim().orElseThrow()); // another page, while this one is written
            } else if (calls.size() == 2) {
                throw new ModelException(new ModelFailure.BadCredentials("SOME_KEY"));
            }
            sink.accept("# Engine\n\nIt would have to be mended [no/such.file:1-2].\n");
        });
        engine.work();
        assertThat(calls).containsExactly("Page", "Page");
        assertThat(engine.job(job).trouble()).contains("SOME_KEY");
        assertThat(engine.page(job, "engine").state().status()).isEqualTo(PageStatus.COMPLETED);
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.PENDING);
    }

    @Test
    void a_limit_of_the_rate_of_calls_is_waited_for_and_uses_no_attempt() {
        fails("Tank", 2, new ModelFailure.RateLimited(Optional.of(Duration.ofSeconds(30))));
        JobId job = engine.order();
        engine.work();
        assertThat(item("tank").readyAt()).isEqualTo(now().plusSeconds(31)); // what was told, and half of 2 s
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.PENDING);
        assertThat(engine.events(job))
                .anySatisfy(event -> assertThat(event.what().message())
                        .isEqualTo("\"Tank\" is put off for 31 s. "
                                + "The model's provider limits the rate of calls: try again later."));
        engine.shop.clock.forward(Duration.ofSeconds(30));
        engine.work();
        assertThat(engine.asked).containsEntry("Tank", 1);
        engine.workOn();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
        assertThat(engine.page(job, "tank").state().attempts()).isZero();
    }

    @Test
    void a_provider_is_left_alone_for_as_long_as_it_says_and_without_a_time_for_longer_each_time() {
        fails("plan", 1, new ModelFailure.RateLimited(Optional.of(Duration.ofHours(5))));
        JobId job = engine.order();
        engine.work();
        assertThat(engine.items())
                .singleElement()
                .satisfies(item -> assertThat(item.readyAt())
                        .isEqualTo(now().plus(Duration.ofHours(5)).plusSeconds(1)));
        RetryPolicy policy = RetryPolicy.STANDARD;
        assertThat(List.of(
                        policy.waitAfter(Optional.empty(), 1, () -> 1),
                        policy.waitAfter(Optional.empty(), 2, () -> 0),
                        policy.waitAfter(Optional.empty(), 12, () -> 1)))
                .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(2), Duration.ofSeconds(302));
        assertThat(engine.job(job).state()).isEqualTo(new JobState.Running(Phase.PLAN));
    }

    @Test
    void who_wants_to_be_left_alone_for_more_than_a_day_is_not_asked_until_somebody_resumes_the_job() {
        fails("Engine", 1, new ModelFailure.RateLimited(Optional.of(Duration.ofDays(3))));
        JobId job = engine.order();
        engine.work();
        assertThat(engine.job(job).trouble()).endsWith("It wants to be left alone for 72 hours.");
        assertThat(engine.page(job, "engine").state()).isEqualTo(new JobPage.State(PageStatus.PENDING, 0, ""));
        engine.shop.control.resume(job, READER);
        engine.work();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    @Test
    void a_limit_that_lets_nothing_through_pauses_the_job_in_the_end_and_waiting_begins_anew_when_it_is_resumed() {
        int much = RetryPolicy.WAITS + 1;
        fails("plan", 2 * much, new ModelFailure.RateLimited(Optional.of(Duration.ofSeconds(1))));
        JobId job = engine.order();
        for (int round = 1; round <= 2; round++) {
            for (int waits = 0; waits < much; waits++) {
                engine.work();
                engine.shop.clock.forward(Duration.ofHours(2));
            }
            assertThat(engine.asked).containsEntry("plan", round * much);
            assertThat(engine.job(job).trouble()).contains("put off 12 times");
            engine.shop.control.resume(job, READER);
        }
        engine.work();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    @Test
    void a_job_that_gets_on_is_not_paused_however_often_a_page_was_put_off() {
        engine.script((what, time) -> {
            if ((what.equals("Nose") && time <= 8) || (what.equals("Tank") && time <= 16)) {
                throw new ModelException(new ModelFailure.RateLimited(Optional.of(Duration.ofSeconds(1))));
            }
        });
        JobId job = engine.order();
        engine.workOn();
        assertThat(engine.events(job)).noneMatch(event -> event.state().paused());
        assertThat(engine.asked).containsEntry("Tank", 17);
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    @Test
    void a_page_that_kills_the_service_three_times_is_given_up_and_the_others_are_written() {
        JobId job = engine.order();
        engine.work(engine.claim().orElseThrow());
        engine.work(engine.claim().orElseThrow());
        WorkItem poison = engine.claim().orElseThrow().item();
        engine.expire();
        for (int deaths = 2; deaths <= RetryPolicy.CRASHES; deaths++) {
            for (Optional<Claim> claim = engine.claim(); claim.isPresent(); claim = engine.claim()) {
                if (!claim.get().item().id().equals(poison.id())) {
                    engine.work(claim.get());
                }
            }
            engine.expire();
        }
        engine.work();
        String slug = ((Work.Page) poison.work()).slug();
        assertThat(engine.page(job, slug).state().status()).isEqualTo(PageStatus.PERMANENT_FAILED);
        assertThat(engine.page(job, slug).state().lastError()).contains("died 3 times");
        assertThat(engine.page(job, slug).state().attempts()).isZero();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(engine.asked)
                .hasSize(3)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void what_is_in_hand_beside_a_page_that_kills_the_service_is_not_given_up_with_it() {
        JobId job = engine.order();
        engine.work(engine.claim().orElseThrow());
        engine.work(engine.claim().orElseThrow());
        List<Claim> inHand = claimAll();
        WorkItem poison = inHand.get(1).item();
        while (!inHand.isEmpty()) {
            if (inHand.stream().anyMatch(claim -> kills(claim, poison))) {
                engine.expire();
            } else {
                inHand.forEach(engine::work);
            }
            inHand = claimAll();
        }
        assertThat(engine.shop.jobs.jobs().pages(job))
                .allSatisfy(page -> assertThat(page.state().status())
                        .isEqualTo(
                                page.plan().slug().equals(((Work.Page) poison.work()).slug())
                                        ? PageStatus.PERMANENT_FAILED
                                        : PageStatus.COMPLETED))
                .hasSize(3);
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
    }

    private static boolean kills(Claim claim, WorkItem poison) {
        return claim.item().id().equals(poison.id()) && claim.item().crashes() < RetryPolicy.CRASHES;
    }

    /** As much as a service has in hand at once, after its start. */
    private List<Claim> claimAll() {
        InstanceId started = new InstanceId(UUID.randomUUID());
        return Stream.generate(() -> engine.claim(started))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }
}
