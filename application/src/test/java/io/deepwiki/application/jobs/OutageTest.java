package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.llm.Language;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a page that is being written while the database is away for longer than the lease, for all instances or for one. */
@Timeout(60)
class OutageTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration LONG = LEASE.multipliedBy(10);
    private static final Duration BEAT = LEASE.dividedBy(5);
    private static final int PATIENCE = 20;
    private static final String PLAN =
            "TITLE: It\nDESCRIPTION: It flies.\nSECTION: All\nPAGE: Engine\nABOUT: It\nFILES: README.md\n";

    private final Workshop shop = new Workshop();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final List<Instance> instances = new ArrayList<>();

    /** A call of the model for the page: it is answered when a test says so. */
    private record Call(int number, Thread caller, Semaphore answer) {}

    private int asked;

    @BeforeEach
    void script() {
        shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
        shop.model.answers((prompt, sink) -> {
            if (prompt.task() instanceof Prompt.Plan) {
                sink.accept(PLAN);
            } else {
                write(sink);
            }
        });
    }

    private void write(TokenSink sink) {
        Call call = begun();
        try {
            call.answer.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        }
        sink.accept("# Engine\n\nAnswer " + call.number + ".\n");
    }

    private synchronized Call begun() {
        Call call = new Call(++asked, Thread.currentThread(), new Semaphore(0));
        calls.add(call);
        return call;
    }

    @AfterEach
    void close() {
        instances.forEach(Instance::close);
        shop.close();
    }

    @Test
    void a_page_that_is_whole_while_the_database_is_away_is_written_down_when_it_is_back() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call call = call();
        one.cut();
        shop.clock.forward(LONG);
        call.answer.release();
        await(one.missedBy(call.caller), 1);
        one.mend();
        assertWrittenOnce(job);
    }

    @Test
    void a_call_that_lasts_longer_than_the_absence_is_not_broken_off() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call call = call();
        one.cut();
        shop.clock.forward(LONG);
        await(one.missed, 5);
        one.mend();
        await(one.beats, 2);
        call.answer.release();
        assertWrittenOnce(job);
    }

    @Test
    void who_is_back_first_leaves_the_others_the_time_to_come_back() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call call = call();
        Instance other = instance();
        await(other.looks, 1);
        one.cut();
        other.cut();
        await(other.missedBeats, 1);
        shop.clock.forward(LONG);
        call.answer.release();
        await(one.missedBy(call.caller), 1);
        await(other.missed, 2);
        other.mend();
        await(other.beats, 1);
        other.cut(Instance::isHeart); // so that its patience does not end while this test looks on
        other.look();
        assertThat(calls).isEmpty();
        one.mend();
        assertWrittenOnce(job);
    }

    @Test
    void what_is_about_to_be_written_down_is_not_taken_over_by_its_own_instance() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call call = call();
        one.hold(call.caller);
        call.answer.release();
        one.cut(Instance::isHeart);
        shop.clock.forward(LONG);
        await(one.missed, 2);
        one.look();
        one.look();
        assertThat(calls).isEmpty();
        one.letIn();
        one.mend();
        assertWrittenOnce(job);
    }

    @Test
    void who_does_not_come_back_is_taken_over_and_what_he_brings_late_is_refused() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call first = call();
        Instance other = instance();
        await(other.looks, 1);
        one.cut();
        Optional<Call> second = Optional.empty();
        while (second.isEmpty()) {
            shop.clock.forward(BEAT);
            await(other.beats, 1);
            shop.jobs.wakeUps().workIsReady();
            second = Optional.ofNullable(calls.poll(10, TimeUnit.MILLISECONDS));
        }
        second.get().answer.release();
        List<JobEvent> log = log(job);
        first.answer.release();
        await(one.missedBy(first.caller), 1);
        one.mend();
        while (costs(job) < 3) { // the plan, and both: what came of the late one is known by then
            one.look();
        }
        assertThat(log.getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(log(job)).isEqualTo(log);
        assertThat(text(job)).contains("Answer 2.");
    }

    @Test
    void what_was_written_down_and_not_confirmed_is_not_written_again() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call call = call();
        one.deafen(call.caller);
        call.answer.release();
        assertWrittenOnce(job);
        assertThat(costs(job)).isEqualTo(2);
    }

    @Test
    void who_is_to_end_does_not_wait_for_the_database() throws Exception {
        Instance one = instance();
        JobId job = order();
        Call call = call();
        one.cut();
        call.answer.release();
        await(one.missedBy(call.caller), 1);
        long begun = System.nanoTime();
        one.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(shop.jobs.jobs().page(job, "engine").orElseThrow().state().status())
                .isEqualTo(PageStatus.IN_PROGRESS);
    }

    private void assertWrittenOnce(JobId job) throws InterruptedException {
        List<JobEvent> log = log(job);
        assertThat(log.getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(log)
                .filteredOn(event -> event.what().message().contains("\"Engine\""))
                .extracting(event -> event.what().message())
                .containsExactly("Writing \"Engine\".", "Wrote \"Engine\" with 0 citations.");
        assertThat(text(job)).contains("Answer 1.");
        assertThat(calls).isEmpty();
    }

    /** How many calls are on the bill. */
    private int costs(JobId job) {
        return shop.database.jobs().spends().ofCalls(job).size();
    }

    private String text(JobId job) {
        return shop.jobs
                .jobs()
                .page(job, "engine")
                .orElseThrow()
                .written()
                .orElseThrow()
                .content();
    }

    /** The whole log, when the job is over. */
    private List<JobEvent> log(JobId job) throws InterruptedException {
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.empty(), READER)) {
            while (!feed.ended()) {
                assertThat(feed.next(Duration.ofSeconds(PATIENCE)))
                        .as("something happens")
                        .isPresent();
            }
        }
        return shop.jobs.events().after(job, 0, 100);
    }

    private JobId order() {
        return shop.submit
                .submit(new Submission(Workshop.wiki(Language.ENGLISH), Optional.empty(), false), READER)
                .job();
    }

    private Call call() throws InterruptedException {
        return Optional.ofNullable(calls.poll(PATIENCE, TimeUnit.SECONDS)).orElseThrow();
    }

    private static void await(Semaphore what, int times) throws InterruptedException {
        assertThat(what.tryAcquire(times, PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    private Instance instance() {
        Instance instance = new Instance(instances.size());
        instances.add(instance);
        instance.worker.start();
        return instance;
    }

    /** One, and the line between it and the database. */
    private final class Instance implements Transactions, AutoCloseable {
        /** Transactions that did not reach the database; from {@link #cut} on. */
        private final Semaphore missed = new Semaphore(0);
        /** Those of them that were heartbeats. */
        private final Semaphore missedBeats = new Semaphore(0);
        /** Heartbeats that got through; from {@link #mend} on. */
        private final Semaphore beats = new Semaphore(0);
        /** Other transactions that did, for claims and for work. */
        private final Semaphore looks = new Semaphore(0);

        private final Map<Thread, Semaphore> missedBy = new ConcurrentHashMap<>();
        private final JobWorker worker;
        private volatile Predicate<Thread> cut = _ -> false;
        private volatile Predicate<Thread> held = _ -> false;
        private final Semaphore door = new Semaphore(0);
        private volatile Optional<Thread> deaf = Optional.empty();

        private Instance(int number) {
            JobStores firm = shop.jobs;
            JobStores mine = new JobStores(
                    firm.jobs(), reached(firm.queue()), firm.events(), firm.spends(), firm.wakeUps(), this);
            worker = new JobWorker(
                    mine,
                    shop.making,
                    new JobSettings(new Caps(3, 3, Map.of()), 2, LEASE, Duration.ofSeconds(60), RetryPolicy.STANDARD),
                    new Stamps(shop.clock, UUID::randomUUID),
                    new JobWorker.Outside(
                            new InstanceId(new UUID(8, number)),
                            Thread.ofVirtual().factory(),
                            () -> 0.0));
        }

        /** The queue at the other end of the line: a claim is a transaction of its own. */
        private WorkQueue reached(WorkQueue firm) {
            return (WorkQueue) Proxy.newProxyInstance(
                    WorkQueue.class.getClassLoader(),
                    new Class<?>[] {WorkQueue.class},
                    (_, method, arguments) -> method.getName().equals("claim")
                            ? inTransaction(() -> called(method, firm, arguments))
                            : called(method, firm, arguments));
        }

        private static Object called(Method method, WorkQueue queue, Object... arguments) {
            try {
                return method.invoke(queue, arguments);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> T inTransaction(Supplier<T> work) {
            Thread me = Thread.currentThread();
            if (held.test(me)) {
                door.acquireUninterruptibly();
            }
            if (cut.test(me)) {
                missed.release();
                if (isHeart(me)) {
                    missedBeats.release();
                }
                missedBy(me).release();
                throw away();
            }
            T result = shop.jobs.transactions().inTransaction(work);
            if (deaf.equals(Optional.of(me))) {
                deaf = Optional.empty();
                throw away();
            }
            (isHeart(me) ? beats : looks).release();
            return result;
        }

        private static boolean isHeart(Thread thread) {
            return thread.getName().equals("job-leases");
        }

        private static FailureException away() {
            return new FailureException(
                    new Unavailable(Unavailable.DATABASE_AWAY, "The database is away.", Optional.empty()));
        }

        private Semaphore missedBy(Thread thread) {
            return missedBy.computeIfAbsent(thread, _ -> new Semaphore(0));
        }

        private void cut() {
            cut(_ -> true);
        }

        private void cut(Predicate<Thread> whose) {
            missed.drainPermits();
            missedBeats.drainPermits();
            missedBy.clear();
            cut = whose;
        }

        /** The thread waits before its transactions until it is {@link #letIn}, as for a connection. */
        private void hold(Thread thread) {
            held = thread::equals;
        }

        private void letIn() {
            held = _ -> false;
            door.release(100);
        }

        private void mend() {
            beats.drainPermits();
            looks.drainPermits();
            cut = _ -> false;
        }

        /** The next transaction of this thread is done, and the answer is lost. */
        private void deafen(Thread thread) {
            deaf = Optional.of(thread);
        }

        /** Lets it look for work, and waits until it has. */
        private void look() throws InterruptedException {
            looks.drainPermits();
            shop.jobs.wakeUps().workIsReady();
            await(looks, 1);
        }

        @Override
        public void close() {
            worker.close();
        }
    }
}
