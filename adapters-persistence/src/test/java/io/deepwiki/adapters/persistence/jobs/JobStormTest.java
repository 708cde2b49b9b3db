package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.FollowJob;
import io.deepwiki.application.jobs.JobLine;
import io.deepwiki.application.jobs.StagedJobs;
import io.deepwiki.application.jobs.StagedJobs.Stage;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.port.JobStore.Query;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.db.testing.JobInvariants;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People contradict each other, instances share the work, the model fails: whatever happens, the rules of the database hold. */
@Timeout(120)
class JobStormTest {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    private static final Caller READER = new Caller("reader");
    private static final long SEED = Long.getLong("deepwiki.seed", 20_260_301);
    private static final int COMMANDS = Integer.getInteger("deepwiki.storm", 300);
    private static final String PLAN = "TITLE: The rocket\nDESCRIPTION: It flies.\nSECTION: All\n"
            + IntStream.range(0, 8)
                    .mapToObj(page -> "PAGE: Part " + page + "\nABOUT: It is there\nFILES: README.md\n")
                    .collect(Collectors.joining());

    private final EnginesOnPostgres engines = new EnginesOnPostgres(DATABASE);

    @Test
    void every_job_ends_and_every_rule_holds_whatever_people_want() throws Exception {
        try (engines;
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger calls = new AtomicInteger();
            engines.model.answers((prompt, sink) -> write(prompt, sink, calls.incrementAndGet()));
            engines.start(3);
            List<JobId> jobs = List.of(submit(Language.ENGLISH), submit(Language.GERMAN), submit(Language.FRENCH));
            List<Future<Void>> running = new ArrayList<>();
            for (int person = 0; person < 4; person++) {
                Random random = new Random(SEED + person);
                running.add(people.submit(() -> steer(jobs, random)));
            }
            for (Future<Void> one : running) {
                one.get();
            }
            for (JobId job : jobs) {
                told(() -> engines.control.resume(job, READER));
                watchToItsEnd(job);
                told(() -> engines.control.retry(job, Optional.empty(), READER));
                assertThat(watchToItsEnd(job)).isIn(Outcome.COMPLETED, Outcome.PARTIALLY_COMPLETED);
            }
            assertThat(JobInvariants.broken(DATABASE.database().dataSource())).isEmpty();
        }
    }

    private Void steer(List<JobId> jobs, Random random) throws InterruptedException {
        for (int command = 0; command < COMMANDS / 4; command++) {
            JobId job = jobs.get(random.nextInt(jobs.size()));
            switch (random.nextInt(9)) {
                case 0, 1 -> told(() -> engines.control.pause(job, READER));
                case 2, 3, 4 -> told(() -> engines.control.resume(job, READER));
                case 5 -> told(() -> engines.control.cancel(job, READER));
                case 6, 7 -> told(() -> engines.control.retry(job, Optional.empty(), READER));
                default -> told(() -> engines.control.retryPage(job, "part-" + random.nextInt(8), READER));
            }
            pause(random.nextInt(20));
        }
        return null;
    }

    /** Every seventh call fails; the others take a moment, in which they can be stopped. */
    private static void write(Prompt prompt, TokenSink sink, int call) {
        try {
            pause(5 + call % 13);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        }
        if (call % 7 == 0) {
            throw new ModelException(call % 2 == 0 ? new ModelFailure.Overloaded() : new ModelFailure.Filtered());
        }
        sink.accept(prompt.task() instanceof Prompt.Plan ? PLAN : "# A part\n\nIt flies.\n");
    }

    private static void pause(int millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }

    private Outcome watchToItsEnd(JobId job) throws InterruptedException {
        FollowJob follow = new FollowJob(engines.stores);
        Optional<JobEvent> last = Optional.empty();
        try (Feed<JobLine> feed = follow.follow(job, OptionalLong.empty(), READER)) {
            while (!feed.ended()) {
                Optional<JobEvent> next = feed.next(Duration.ofSeconds(30)).map(JobLine::event);
                assertThat(next).as("something happens within half a minute").isPresent();
                last = next;
            }
        }
        return ((Ended) last.orElseThrow().state()).outcome();
    }

    private JobId submit(Language language) {
        WikiRequest request = Workshop.wiki(language);
        return engines.submit
                .submit(new Submission(request, Optional.empty(), true), READER)
                .job();
    }

    @Test
    void of_commands_at_the_same_moment_one_comes_after_the_other() throws Exception {
        StagedJobs jobs = staged();
        int number = 0;
        try (engines;
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 25; round++) {
                JobId writing = jobs.staged(++number, Stage.WRITING);
                together(
                        people,
                        () -> told(() -> engines.control.pause(writing, READER)),
                        () -> told(() -> engines.control.cancel(writing, READER)));
                assertThat(state(writing)).contains(new Ended(Outcome.CANCELLED));
                JobId paused = jobs.staged(++number, Stage.WRITING_PAUSED);
                together(
                        people,
                        () -> told(() -> engines.control.resume(paused, READER)),
                        () -> told(() -> engines.control.cancel(paused, READER)));
                assertThat(state(paused)).contains(new Ended(Outcome.CANCELLED));
                JobId partial = jobs.staged(++number, Stage.PARTIALLY_COMPLETED);
                assertThat(together(
                                people,
                                () -> told(() -> engines.control.retry(partial, Optional.empty(), READER)),
                                () -> told(() -> engines.control.delete(partial, READER))))
                        .isEqualTo(1);
                JobId cancelled = jobs.staged(++number, Stage.CANCELLED);
                assertThat(together(
                                people,
                                () -> told(() -> engines.control.retry(cancelled, Optional.empty(), READER)),
                                () -> told(() -> engines.control.retryPage(cancelled, "permanent-failed", READER))))
                        .isGreaterThanOrEqualTo(1);
                assertThat(run(cancelled)).isEqualTo(2);
            }
            assertThat(JobInvariants.broken(DATABASE.database().dataSource()))
                    .allSatisfy(broken -> assertThat(broken).contains("in somebody's hands"));
        }
    }

    @Test
    void of_two_jobs_for_one_wiki_that_are_tried_again_at_once_one_is_open() throws Exception {
        try (engines;
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 25; round++) {
                JobId first = submit(Language.ENGLISH);
                engines.control.cancel(first, READER);
                JobId second = submit(Language.ENGLISH);
                engines.control.cancel(second, READER);
                int open = together(
                        people,
                        () -> told(() -> engines.control.retry(first, Optional.empty(), READER)),
                        () -> told(() -> engines.control.retry(second, Optional.empty(), READER)));
                assertThat(open).isEqualTo(1);
                told(() -> engines.control.cancel(first, READER));
                told(() -> engines.control.cancel(second, READER));
                assertThat(together(
                                people,
                                () -> told(() -> engines.control.retry(first, Optional.empty(), READER)),
                                () -> submit(Language.ENGLISH).equals(second)))
                        .isLessThanOrEqualTo(1);
                engines.stores
                        .jobs()
                        .list(everything(), READER)
                        .forEach(job -> told(() -> engines.control.cancel(job.id(), READER)));
            }
            assertThat(JobInvariants.broken(DATABASE.database().dataSource())).isEmpty();
        }
    }

    private static Query everything() {
        return new Query(Optional.empty(), Optional.empty(), Optional.empty(), 100, 0);
    }

    private Optional<JobState> state(JobId job) {
        return engines.stores.jobs().find(job, READER).map(WikiJob::state);
    }

    private int run(JobId job) {
        return engines.stores.jobs().find(job, READER).orElseThrow().run();
    }

    private StagedJobs staged() {
        SnapshotId snapshot = DATABASE.snapshots()
                .publish(Sources.draft(DATABASE.snapshots().repository(Sources.REPOSITORY), Sources.commit('a')))
                .id();
        return new StagedJobs(
                engines.stores,
                new Stamps(InstantSource.system(), UUID::randomUUID),
                new WikiJob.Source(snapshot, "main", Sources.commit('a'), Sources.NOON));
    }

    /** Whether the command was obeyed. */
    private static boolean told(Runnable command) {
        try {
            command.run();
            return true;
        } catch (FailureException _) {
            return false; // a wrong moment
        }
    }

    /** How many of them said yes. */
    private static int together(ExecutorService people, Callable<Boolean> one, Callable<Boolean> other)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Boolean> first = people.submit(() -> {
            start.await();
            return one.call();
        });
        Future<Boolean> second = people.submit(() -> {
            start.await();
            return other.call();
        });
        return (first.get() ? 1 : 0) + (second.get() ? 1 : 0);
    }
}
