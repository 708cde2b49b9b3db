package io.deepwiki.application.jobs;

import static io.deepwiki.application.jobs.SteppedEngine.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.JobQueries.JobDetails;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a job spends is counted call by call, and ends where it was told to. A whole call costs 10 tokens sent and 5 written. */
class SpendsTest {
    private static final TokenUsage WHOLE = new TokenUsage(10, 5, false);
    private static final TokenUsage BROKEN_OFF = new TokenUsage(100, 2, true);
    private static final Work TANK = new Work.Page("tank");

    private final SteppedEngine engine = new SteppedEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    private Spent spent(JobId job) {
        return engine.shop.queries.find(job, READER).view().tokens().provider();
    }

    private List<TokenUsage> usages(JobId job, Work work) {
        return engine.calls(job).stream()
                .filter(call -> call.work().equals(work))
                .map(call -> call.spent().usage())
                .toList();
    }

    private static Ceilings tokens(long most) {
        return new Ceilings(Optional.of(most), Optional.empty());
    }

    private static Ceilings dollars(String most) {
        return new Ceilings(Optional.empty(), Optional.of(new BigDecimal(most)));
    }

    @Test
    void every_figure_is_a_sum_of_the_calls() {
        JobId job = engine.order();
        engine.work();
        JobDetails details = engine.shop.queries.find(job, READER);
        assertThat(details.view().tokens().provider())
                .isEqualTo(new Spent(new TokenUsage(40, 20, false), Optional.of(new BigDecimal("0.00028"))));
        assertThat(details.pages())
                .allSatisfy(page -> assertThat(details.spent(page))
                        .isEqualTo(new Spent(WHOLE, Optional.of(new BigDecimal("0.00007")))));
        List<JobEvent> events = engine.events(job);
        assertThat(events.getFirst().tokens().provider()).isEqualTo(Spent.NONE);
        assertThat(events.stream()
                        .map(event -> event.tokens().provider().usage().total()))
                .isSorted()
                .contains(15L, 30L, 45L, 60L);
        assertThat(events.getLast().tokens()).isEqualTo(details.view().tokens());
        assertThat(engine.calls(job)).allSatisfy(call -> {
            assertThat(call.run()).isEqualTo(1);
            assertThat(call.attempt()).isEqualTo(1);
        });
    }

    @Test
    void both_asks_for_a_plan_and_the_try_to_mend_a_page_are_counted() {
        engine.shop.model.answers((prompt, sink) -> sink.accept(
                switch (prompt.task()) {
                    case Prompt.Plan plan when plan.refused().isEmpty() -> "I would rather not.";
                    case Prompt.Plan _ -> SteppedEngine.PLAN;
                    default -> "# It\n\nIt flies [no/such.file:1-2].\n";
                }));
        JobId job = engine.order();
        engine.work();
        assertThat(usages(job, new Work.Plan())).containsExactly(WHOLE, WHOLE);
        assertThat(usages(job, TANK)).containsExactly(WHOLE, WHOLE);
        assertThat(spent(job).usage()).isEqualTo(new TokenUsage(80, 40, false));
    }

    @Test
    void failed_tries_are_counted_too_by_an_estimate_unless_they_were_refused() {
        engine.shop.model.answers((prompt, sink) -> {
            sink.asked(100);
            if (prompt.task() instanceof Prompt.Page page && page.title().equals("Tank")) {
                switch (engine.asked.merge("Tank", 1, Integer::sum)) {
                    case 1 -> {
                        sink.accept("# Tank\n"); // 2 tokens
                        throw new ModelException(new ModelFailure.CutOff("# Tank\n"));
                    }
                    case 2 -> throw new ModelException(new ModelFailure.Overloaded());
                    case 3 -> throw new ModelException(new ModelFailure.TimedOut());
                    default -> throw new AssertionError("it is tried three times");
                }
            }
            sink.accept(prompt.task() instanceof Prompt.Plan ? SteppedEngine.PLAN : "# It");
        });
        JobId job = engine.order();
        engine.workOn();
        assertThat(usages(job, TANK)).containsExactly(BROKEN_OFF, TokenUsage.NONE, new TokenUsage(100, 0, true));
        assertThat(engine.calls(job).stream()
                        .filter(call -> call.work().equals(TANK))
                        .map(Spend::attempt))
                .containsExactly(1, 2, 3);
        assertThat(spent(job).usage()).isEqualTo(new TokenUsage(30 + 200, 15 + 2, true));
    }

    @Test
    void what_is_broken_off_and_handed_back_is_counted_by_an_estimate() {
        engine.script((what, time) -> {
            if (what.equals("Tank") && time == 1) {
                throw new ReaderGone();
            }
        });
        JobId job = engine.order();
        engine.workOn();
        assertThat(usages(job, TANK)).containsExactly(new TokenUsage(100, 0, true), WHOLE);
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    @Test
    void a_page_that_two_have_written_is_there_once_and_both_calls_are_on_the_bill_once() {
        engine.script((what, time) -> {
            if (what.equals("Tank") && time == 1) {
                engine.expire();
                Claim stolen = engine.claim().orElseThrow();
                assertThat(stolen.item().work()).isEqualTo(TANK);
                engine.work(stolen);
            }
        });
        JobId job = engine.order();
        engine.work();
        assertThat(engine.events(job))
                .filteredOn(event -> event.what().message().startsWith("Wrote \"Tank\""))
                .hasSize(1);
        assertThat(usages(job, TANK)).containsExactly(WHOLE, WHOLE);
    }

    @Test
    void what_a_job_spent_that_is_called_off_meanwhile_is_counted() {
        JobId job = engine.order();
        engine.script((what, _) -> {
            if (what.equals("Tank")) {
                engine.shop.control.cancel(job, READER);
            }
        });
        engine.work();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.CANCELLED));
        assertThat(usages(job, TANK)).containsExactly(WHOLE);
    }

    @Test
    void at_the_ceiling_no_further_call_is_made_and_what_is_written_stays() {
        JobId job = engine.order(tokens(30));
        engine.work();
        assertThat(engine.asked).containsOnlyKeys("plan", "Engine");
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        String why = "The job's ceiling of 30 tokens is reached.";
        assertThat(engine.page(job, "tank").state().status()).isEqualTo(PageStatus.PERMANENT_FAILED);
        assertThat(engine.page(job, "nose").state())
                .isEqualTo(new JobPage.State(PageStatus.PERMANENT_FAILED, 0, why)); // it was never tried
        assertThat(engine.events(job))
                .filteredOn(event -> event.what().message().endsWith("What is not written yet is given up."))
                .singleElement()
                .satisfies(event -> assertThat(event.what().error()).isEqualTo(why));
        assertThat(engine.events(job)).noneMatch(event -> event.what().message().startsWith("Writing \"Tank\""));
        assertThat(engine.shop.wikis.list(READER).getFirst().wiki().outline().pages())
                .hasSize(1);
    }

    @Test
    void each_run_has_its_ceiling_to_itself() {
        JobId job = engine.order(dollars("0.00014")); // two calls
        engine.work();
        assertThat(engine.asked).containsOnlyKeys("plan", "Engine");
        engine.shop.control.retry(job, Optional.empty(), READER);
        engine.work();
        assertThat(engine.asked).containsOnlyKeys("plan", "Engine", "Tank", "Nose");
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
        assertThat(engine.calls(job).stream().map(Spend::run)).containsExactly(1, 1, 2, 2);
    }

    @Test
    void a_page_is_not_mended_beyond_the_ceiling_and_stays_as_it_was_written() {
        engine.shop.model.answers((prompt, sink) -> sink.accept(
                prompt.task() instanceof Prompt.Plan ? SteppedEngine.PLAN : "# It\n\nIt flies [no/such.file:1-2].\n"));
        JobId job = engine.order(tokens(16));
        engine.work();
        assertThat(engine.calls(job)).hasSize(2);
        assertThat(engine.page(job, "engine").state().status()).isEqualTo(PageStatus.COMPLETED);
    }

    @Test
    void a_job_whose_plan_uses_up_the_ceiling_fails_and_says_so() {
        engine.shop.model.answers((_, sink) -> sink.accept("I would rather not."));
        JobId job = engine.order(tokens(15));
        engine.work();
        assertThat(engine.calls(job)).hasSize(1);
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.FAILED));
        assertThat(engine.job(job).error()).isEqualTo("The job's ceiling of 15 tokens is reached.");
    }

    @Test
    void failed_tries_count_towards_the_ceiling() {
        engine.script((what, _) -> {
            if (!what.equals("plan")) {
                throw new ModelException(new ModelFailure.TimedOut()); // 100 tokens
            }
        });
        JobId job = engine.order(tokens(200));
        engine.workOn();
        assertThat(engine.asked.values().stream().mapToInt(times -> times).sum())
                .isEqualTo(3);
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.FAILED));
    }

    @Test
    void a_ceiling_of_cost_needs_a_price() {
        engine.shop.model.forgetPrice();
        Submission order =
                new Submission(Workshop.wiki(Language.ENGLISH), Optional.empty(), Writing.IF_NEEDED, dollars("1"));
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> engine.shop.submit.submit(order, READER))
                .satisfies(e -> assertThat(e.failure()).isInstanceOfSatisfying(Invalid.class, invalid -> {
                    assertThat(invalid.fields()).singleElement().satisfies(field -> {
                        assertThat(field.field()).isEqualTo("max_cost");
                        assertThat(field.message()).contains(ScriptedModel.REF.toString(), "max_tokens");
                    });
                }));
    }

    @Test
    void a_ceiling_of_cost_that_cannot_be_kept_any_more_stops_the_job_instead_of_letting_it_go_on() {
        engine.script((what, _) -> {
            if (what.equals("plan")) {
                engine.shop.model.forgetPrice();
            }
        });
        JobId job = engine.order(dollars("1"));
        engine.work();
        assertThat(engine.asked).containsOnlyKeys("plan");
        assertThat(engine.page(job, "tank").state().lastError()).contains("not known any more");
        assertThat(spent(job)).isEqualTo(new Spent(WHOLE, Optional.empty()));
    }

    @Test
    void a_job_that_is_there_keeps_its_ceilings() {
        JobId job = engine.order(tokens(30));
        assertThat(engine.order(tokens(31))).isEqualTo(job);
        assertThat(engine.job(job).ceilings()).isEqualTo(tokens(30));
    }
}
