package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.EngineRules.Begin;
import io.deepwiki.application.jobs.EngineRules.Outcome;
import io.deepwiki.application.jobs.EngineRules.Thing;
import io.deepwiki.application.jobs.JobChanges.LeaseLost;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.port.JobStore.JobStatus;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
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
import io.deepwiki.domain.jobs.Lease;
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
import java.util.Set;
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
    /** How the step came out whose end is to be written down next. */
    private Optional<Outcome> ending = Optional.empty();

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

        boolean isRefused() {
            return rules.isRefused(thing);
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
                new WorkItemRun.Writing(new JobChanges(shop.jobs, stamps), this::write),
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
        assertThat(seen).containsKeys("too late", "the database was away", "not confirmed", "prolonged");
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
            default -> time();
        }
        compare();
    }

    /** Leases run out, are prolonged by who is late, or are noticed by others. */
    private void time() {
        switch (random.nextInt(5)) {
            case 0 -> {
                shop.clock.forward(LEASE.plusSeconds(1));
                rules.expire();
            }
            case 1 -> {
                if (!held.isEmpty()) {
                    prolong(held.get(random.nextInt(held.size())));
                }
            }
            default -> {
                shop.jobs.queue().abandoned().forEach(runs::takeBack);
                rules.takeBack();
            }
        }
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
            case 9, 10 ->
                obeyed(() -> shop.control.retryPage(job, page, Optional.empty(), READER), rules.retryPage(page));
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
        Expired expired = random.nextInt(4) == 0 ? Expired.LEFT : Expired.TAKEN_OVER;
        List<Claim> claims = shop.jobs.queue().claim(instance, 1, new Caps(64, 64, Map.of()), LEASE, expired);
        if (claims.isEmpty()) {
            assertThat(rules.hasSomethingToClaim(expired == Expired.TAKEN_OVER))
                    .as(rules::toString)
                    .isFalse();
        } else {
            Claim claim = claims.getFirst();
            Optional<Thing> thing = rules.claim(described(claim.item()), claim, expired == Expired.TAKEN_OVER);
            assertThat(thing).as("%s of %s", claim.item(), rules).isPresent();
            held.add(new Held(claim, rules, thing.orElseThrow()));
        }
    }

    /** Somebody gives a sign of life, perhaps after his lease has run out. */
    private void prolong(Held mine) {
        Set<Lease> kept = shop.jobs.queue().renew(mine.claim.lease().holder(), LEASE);
        assertThat(kept.contains(mine.claim.lease())).isEqualTo(mine.rules.renew(mine.thing, mine.claim));
        saw(kept.isEmpty() ? "not prolonged" : "prolonged");
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
        assertThat(runs.run(mine.claim, new Stoppable(_ -> {})))
                .as("what became of it is written down")
                .isTrue();
        current = outer;
    }

    /** A step that takes its time: meanwhile things happen, and then it may fail. */
    private final class Slow extends StepAround {
        private Slow(Step step) {
            super(step);
        }

        @Override
        public Effect run(WikiJob job, WorkItem item, Calls calls) throws InterruptedException {
            assertThat(current).as("nothing is to be done: %s", rules).isPresent();
            compare();
            goOn();
            Outcome outcome = random.nextInt(3) > 0 ? Outcome.DONE : OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            if (outcome == Outcome.DONE && current.orElseThrow().isRefused()) {
                outcome = Outcome.TO_BE_MENDED; // another step found that out meanwhile
            }
            ending = Optional.of(outcome);
            return switch (outcome) {
                case DONE -> super.run(job, item, calls);
                case FAILED -> throw new ModelException(new ModelFailure.Overloaded());
                case FAILED_FOR_GOOD -> throw new ModelException(new ModelFailure.NoSuchModel());
                case HANDED_BACK -> throw new ReaderGone();
                case TO_BE_MENDED -> throw new ModelException(new ModelFailure.QuotaGone());
            };
        }
    }

    /**
     * What came of a step is written down. The database may be away when it is tried first: then things happen before it is back. Or it may not
     * say that it has taken it: then it is tried again, and refused.
     */
    private void write(Runnable writing) {
        Optional<Outcome> outcome = ending;
        ending = Optional.empty();
        if (outcome.isPresent()) {
            Held mine = current.orElseThrow();
            if (random.nextInt(8) == 0) {
                saw("the database was away");
                goOn();
            }
            boolean holds = mine.rules.isHeld(mine.thing, mine.claim);
            saw(holds ? outcome.get().name() : "too late");
            mine.end(outcome.get());
        }
        writing.run();
        if (random.nextInt(8) == 0) {
            saw("not confirmed");
            assertThatExceptionOfType(LeaseLost.class).isThrownBy(writing::run);
        }
    }

    private void goOn() {
        depth++;
        for (int more = random.nextInt(5); more > 0; more--) {
            step();
        }
        depth--;
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
