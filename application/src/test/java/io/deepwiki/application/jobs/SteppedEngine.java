package io.deepwiki.application.jobs;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Submitted;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.llm.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** An engine that works when a test says so, on the test's thread, at the wiki of a small repository. Jitter is always half of what it may be. */
final class SteppedEngine implements AutoCloseable {
    static final Caller READER = new Caller("reader");
    static final List<String> PAGES = List.of("Engine", "Tank", "Nose");
    static final String PLAN = "TITLE: The rocket\nDESCRIPTION: It flies.\nSECTION: All\n"
            + String.join(
                    "",
                    PAGES.stream()
                            .map(page -> "PAGE: " + page + "\nABOUT: It is there\nFILES: README.md\n")
                            .toList());

    private static final Caps CAPS = new Caps(64, 100, Map.of());
    private static final Duration LEASE = Duration.ofSeconds(15);

    final Workshop shop = new Workshop();
    /** How often the model was asked for each page, and for the plan. */
    final Map<String, Integer> asked = new TreeMap<>();

    private final WorkItemRun runs;
    /** Growing, so that pages have their turns in the order of the plan. */
    private long ids = Long.MIN_VALUE;

    private Script script = (_, _) -> {};

    /** What happens before a page, or the plan, is written: {@code time} counts from 1. */
    @FunctionalInterface
    interface Script {
        void before(String what, int time);
    }

    SteppedEngine() {
        shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
        Stamps stamps = new Stamps(shop.clock, () -> new UUID(0x0192_0000_0000_7000L, ids++));
        runs = new WorkItemRun(
                shop.jobs,
                new WorkItemRun.Writing(new JobChanges(shop.jobs, stamps), Runnable::run),
                new WorkItemRun.Doing(new Steps(shop.making, shop.jobs), shop.making.models(), stamps),
                RetryPolicy.STANDARD,
                () -> 0.5);
        shop.model.answers((prompt, sink) -> {
            sink.asked(100);
            String what = prompt.task() instanceof Prompt.Page page ? page.title() : "plan";
            script.before(what, asked.merge(what, 1, Integer::sum));
            sink.accept(what.equals("plan") ? PLAN : "# " + what + "\n\nIt flies.\n");
        });
    }

    /** Lets something happen at each call. */
    void script(Script what) {
        script = what;
    }

    JobId order() {
        return order(Ceilings.NONE);
    }

    JobId order(Ceilings ceilings) {
        return order(Workshop.wiki(Language.ENGLISH), Writing.IF_NEEDED, ceilings)
                .job();
    }

    Submitted order(WikiRequest request, Writing writing, Ceilings ceilings) {
        return shop.submit.submit(new Submission(request, Optional.empty(), writing, ceilings), READER);
    }

    /** Takes the next item, if one is ready. */
    Optional<Claim> claim() {
        return claim(new InstanceId(UUID.randomUUID()));
    }

    Optional<Claim> claim(InstanceId instance) {
        return shop.jobs.queue().claim(instance, 1, CAPS, LEASE, Expired.TAKEN_OVER).stream()
                .findFirst();
    }

    void work(Claim claim) {
        new Stoppable(self -> work(claim, self)).run();
        runs.writeLateSpends();
    }

    /** @param stopping by which it can be told to stop */
    void work(Claim claim, Stoppable stopping) {
        runs.run(claim, stopping);
    }

    /** Does all that is ready now. */
    void work() {
        for (Optional<Claim> claim = claim(); claim.isPresent(); claim = claim()) {
            work(claim.get());
        }
    }

    /** Does all that is left, however long it waits. */
    void workOn() {
        work();
        while (!items().isEmpty()) {
            shop.clock.forward(Duration.ofHours(2));
            work();
        }
    }

    /** Lets the leases of all who hold something run out. */
    void expire() {
        shop.clock.forward(LEASE.plusSeconds(1));
    }

    List<WorkItem> items() {
        return shop.database.jobs().queue().items();
    }

    WikiJob job(JobId id) {
        return shop.queries.find(id, READER).view().job();
    }

    JobPage page(JobId id, String slug) {
        return shop.jobs.jobs().page(id, slug).orElseThrow();
    }

    List<JobEvent> events(JobId id) {
        return shop.jobs.events().after(id, 0, 1000);
    }

    List<Spend> calls(JobId id) {
        return shop.database.jobs().spends().ofCalls(id);
    }

    @Override
    public void close() {
        shop.close();
    }
}
