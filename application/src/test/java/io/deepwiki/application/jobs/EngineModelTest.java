package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.EngineRules.Begin;
import io.deepwiki.application.jobs.EngineRules.Outcome;
import io.deepwiki.application.jobs.EngineRules.Thing;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.port.JobStore.JobStatus;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.llm.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The engine against {@link EngineRules}: commands, claims, crashes and results in every order that chance finds. While a step takes its time
 * anything may happen: the job is paused, called off, tried again or deleted, leases run out, others take over, and what comes too late must
 * change nothing.
 */
class EngineModelTest {
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final int STEPS = Integer.getInteger("deepwiki.model-steps", 100_000);
    private static final long SEED = Long.getLong("deepwiki.seed", 20_260_301);
    private static final int DEEPEST = 3;
    private static final Caller READER = new Caller("reader");
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final String PLAN = "TITLE: The rocket\nDESCRIPTION: It flies.\nSECTION: All\n"
            + EngineRules.PAGES.stream()
                    .map(page -> "PAGE: " + page + "\nABOUT: It is there\nFILES: README.md\n")
                    .collect(Collectors.joining());

    /** Leases are lost by the thousand here, and jobs deleted under those who work for them. */
    private static final Logger LOG = Logger.getLogger(WorkItemRun.class.getName());

    private final Workshop shop = new Workshop();
    private final Random random = new Random(SEED);
    private final WorkItemRun runs = runs();
    private final List<Held> held = new ArrayList<>();
    private Optional<Held> current = Optional.empty();
    private EngineRules rules = new EngineRules();
    private JobId job = new JobId(new UUID(0, 0));
    private JobEvent last = nothingYet(job);
    private final Map<String, Integer> seen = new TreeMap<>();
    private int instances;
    private int depth;
    private int steps;

    /** A claim, and what the rules know it as. */
    private record Held(Claim claim, EngineRules rules, Thing thing) {
        Begin begin() {
            return rules.begin(thing, claim);
        }

        void end(Outcome outcome) {
            rules.end(thing, claim, outcome);
        }
    }

    private WorkItemRun runs() {
        Random ids = new Random(SEED);
        Stamps stamps = new Stamps(shop.clock, () -> new UUID(ids.nextLong(), ids.nextLong()));
        RetryPolicy twice = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1));
        return new WorkItemRun(
                shop.jobs,
                new JobChanges(shop.jobs, stamps),
                new WorkItemRun.Doing(
                        new Steps(shop.making, shop.jobs).within(Slow::new), shop.making.models(), stamps),
                twice,
                () -> 0);
    }

    @BeforeEach
    void beQuiet() {
        LOG.setLevel(Level.SEVERE);
    }

    @AfterEach
    void close() {
        LOG.setLevel(null);
        shop.close();
    }

    @Test
    void the_engine_does_what_the_rules_say_whatever_comes_in_between() {
        shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
        shop.model.answers(
                (prompt, sink) -> sink.accept(prompt.task() instanceof Prompt.Plan ? PLAN : "# A page\n\nIt flies.\n"));
        submit();
        while (steps < STEPS) {
            step();
        }
        List<String> everything = Stream.of(
                        Arrays.stream(JobStatus.values()).map(JobWords::word),
                        Arrays.stream(Begin.values()).map(Begin::name),
                        Arrays.stream(Outcome.values()).map(Outcome::name))
                .flatMap(Function.identity())
                .toList();
        assertThat(seen).containsKeys(everything.toArray(String[]::new));
        assertThat(seen.get("too late")).isPositive();
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private void step() {
        steps++;
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> command();
            case 3, 4, 5 -> claim();
            case 6, 7, 8 -> begin();
            default -> {
                if (random.nextInt(4) == 0) {
                    shop.clock.forward(LEASE.plusSeconds(1));
                    rules.expire();
                } else {
                    shop.jobs.queue().abandoned().forEach(runs::takeBack);
                    rules.takeBack();
                }
            }
        }
        compare();
    }

    private void command() {
        String page = EngineRules.PAGES.get(random.nextInt(EngineRules.PAGES.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> obeyed(() -> shop.control.pause(job, READER), rules.pause());
            case 2, 3, 4, 5 -> obeyed(() -> shop.control.resume(job, READER), rules.resume());
            case 6 -> {
                if (random.nextInt(3) == 0) {
                    obeyed(() -> shop.control.cancel(job, READER), rules.cancel());
                }
            }
            case 7, 8 -> obeyed(() -> shop.control.retry(job, Optional.empty(), READER), rules.retry());
            case 9, 10 -> obeyed(() -> shop.control.retryPage(job, page, READER), rules.retryPage(page));
            default -> {
                obeyed(() -> shop.control.delete(job, READER), rules.delete());
                if (rules.isOver()) {
                    submit();
                }
            }
        }
    }

    private void obeyed(Runnable command, boolean expected) {
        boolean obeyed = true;
        try {
            command.run();
        } catch (FailureException e) {
            obeyed = false;
            assertThat(e.failure()).isInstanceOfAny(Conflict.class, NotFound.class);
            if (e.failure() instanceof Conflict conflict) {
                assertThat(conflict.state()).contains(rules.word());
            }
        }
        assertThat(obeyed).as(rules::toString).isEqualTo(expected);
    }

    private void submit() {
        WikiRequest request = Workshop.wiki(Language.ENGLISH);
        job = shop.submit
                .submit(new Submission(request, Optional.empty(), true), READER)
                .job();
        rules = new EngineRules();
        last = nothingYet(job);
    }

    private void claim() {
        InstanceId instance = new InstanceId(new UUID(7, instances++));
        List<Claim> claims = shop.jobs
                .transactions()
                .inTransaction(() -> shop.jobs.queue().claim(instance, 1, new Caps(64, 64, Map.of()), LEASE));
        if (claims.isEmpty()) {
            assertThat(rules.hasSomethingToClaim()).as(rules::toString).isFalse();
        } else {
            Claim claim = claims.getFirst();
            Optional<Thing> thing = rules.claim(described(claim.item()), claim);
            assertThat(thing).as("%s of %s", claim.item(), rules).isPresent();
            held.add(new Held(claim, rules, thing.orElseThrow()));
        }
    }

    /** Works on one of the claims; some have waited for so long that they are lost. */
    private void begin() {
        if (held.isEmpty() || depth == DEEPEST) {
            return;
        }
        Held mine = held.remove(random.nextInt(held.size()));
        Optional<Held> outer = current;
        current = Optional.of(mine);
        Begin expected = mine.begin();
        saw(expected.name());
        if (expected != Begin.BEGUN) {
            current = Optional.empty();
        }
        assertThat(runs.run(mine.claim)).as("what became of it is written down").isTrue();
        current = outer;
    }

    /** A step that takes its time: meanwhile things happen, and then it may fail. */
    private final class Slow implements Step {
        private final Step step;

        private Slow(Step step) {
            this.step = step;
        }

        @Override
        public void begin(JobChange change, WorkItem item) {
            step.begin(change, item);
        }

        @Override
        public Effect run(WikiJob job, WorkItem item, Calls calls) throws InterruptedException {
            Held mine = current.orElseThrow(() -> new AssertionError("nothing is to be done: " + rules));
            compare();
            depth++;
            for (int more = random.nextInt(5); more > 0; more--) {
                step();
            }
            depth--;
            Outcome outcome = random.nextInt(3) > 0 ? Outcome.DONE : OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            saw(mine.rules.isHeld(mine.thing, mine.claim) ? outcome.name() : "too late");
            mine.end(outcome);
            return switch (outcome) {
                case DONE -> step.run(job, item, calls);
                case FAILED -> throw new ModelException(new ModelFailure.Overloaded());
                case FAILED_FOR_GOOD -> throw new ModelException(new ModelFailure.NoSuchModel());
                case HANDED_BACK -> throw new ReaderGone();
            };
        }

        @Override
        public Effect giveUp(WikiJob job, WorkItem item, String why) {
            return step.giveUp(job, item, why);
        }

        @Override
        public Effect giveUpUntried(WikiJob job, WorkItem item, String why) {
            return step.giveUpUntried(job, item, why);
        }

        @Override
        public Effect willRetry(WikiJob job, WorkItem item, String why) {
            return step.willRetry(job, item, why);
        }

        @Override
        public Effect putOff(WorkItem item, Duration pause, String why) {
            return step.putOff(item, pause, why);
        }

        @Override
        public Effect handedBack(WorkItem item) {
            return step.handedBack(item);
        }
    }

    private void compare() {
        saw(rules.word());
        assertThat(told()).isEqualTo(rules.toString());
        List<JobEvent> events = shop.jobs.events().after(job, last.seq(), Integer.MAX_VALUE);
        for (JobEvent event : events) {
            assertThat(event.seq()).isEqualTo(last.seq() + 1);
            assertThat(event.run()).isGreaterThanOrEqualTo(last.run());
            if (event.run() == last.run()) {
                assertThat(event.percent()).isGreaterThanOrEqualTo(last.percent());
            }
            last = event;
        }
        assertThat(JobWords.word(last.state())).isEqualTo(rules.word());
        assertThat(last.run()).isEqualTo(rules.run());
        assertThat(last.progress().completed()).isEqualTo(rules.completed());
        assertThat(last.progress().failed()).isEqualTo(rules.lost());
    }

    /** The job as it is kept, in the words of the rules. */
    private String told() {
        WikiJob kept = shop.jobs.jobs().find(job, READER).orElseThrow();
        String pages = shop.jobs.jobs().pages(job).stream()
                .map(page -> page.plan().slug() + " " + page.state().status() + " "
                        + page.state().attempts())
                .sorted()
                .collect(Collectors.joining(", "));
        String items = shop.database.jobs().queue().items().stream()
                .map(EngineModelTest::described)
                .sorted()
                .collect(Collectors.joining(", "));
        String in = kept.state() instanceof Paused paused ? " in " + JobWords.word(paused.before()) : "";
        return JobWords.word(kept.state()) + in + ", run " + kept.run() + " | " + pages + " | " + items;
    }

    private static String described(WorkItem item) {
        String what = switch (item.work()) {
            case Work.Index _ -> "index";
            case Work.Plan _ -> "plan";
            case Work.Page(String slug) -> "page " + slug;
            case Work.Finish _ -> "finish";
        };
        return EngineRules.describe(what, item.attempt(), item.crashes());
    }

    private static JobEvent nothingYet(JobId job) {
        return new JobEvent(
                job,
                0,
                1,
                Sources.NOON,
                new Waiting(),
                Progress.NONE,
                0,
                JobEvent.Happening.of("Nothing yet."),
                TokenSummary.NONE);
    }
}
