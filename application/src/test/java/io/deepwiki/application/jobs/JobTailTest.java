package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.Phase;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobTailTest {
    private static final JobId JOB = new JobId(new UUID(0, 1));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WATCHERS = 40;

    private final WatchedLog log = new WatchedLog();
    private final JobTail tail = new JobTail(JOB, log);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void those_who_come_at_once_share_a_look_at_the_log_that_begins_after_they_came() throws Exception {
        log.add(1, new JobState.Waiting());
        log.hold();
        List<Future<Optional<JobLine>>> first = all(1, tail::newest);
        log.awaitReader();
        List<Future<Optional<JobLine>>> others = all(WATCHERS, tail::newest);
        log.add(2, new JobState.Running(Phase.INDEX));
        log.letGo();
        assertThat(first.getFirst().get(30, TimeUnit.SECONDS)).isPresent();
        for (Future<Optional<JobLine>> newest : others) {
            assertThat(newest.get(30, TimeUnit.SECONDS).orElseThrow().event().seq())
                    .isEqualTo(2);
        }
        assertThat(log.reads()).isLessThan(WATCHERS);
    }

    @Test
    void a_hint_lets_one_of_those_who_wait_read_and_all_get_the_same_line() throws Exception {
        log.add(1, new JobState.Waiting());
        long known = tail.newest().orElseThrow().event().seq();
        List<Future<Optional<JobLine>>> next =
                all(WATCHERS, () -> tail.placeAt(known).next(PATIENCE));
        log.add(2, new JobState.Running(Phase.INDEX));
        tail.hint();
        JobLine line = next.getFirst().get(30, TimeUnit.SECONDS).orElseThrow();
        for (Future<Optional<JobLine>> other : next) {
            assertThat(other.get(30, TimeUnit.SECONDS).orElseThrow()).isSameAs(line);
        }
        assertThat(log.reads()).isLessThan(WATCHERS);
    }

    @Test
    void every_watcher_gets_every_line_once_and_in_order_whatever_hints_come_when() throws Exception {
        log.add(1, new JobState.Waiting());
        List<Future<List<Long>>> heard = all(WATCHERS, () -> {
            JobTail.Place place = tail.placeAt(0);
            List<Long> seqs = new ArrayList<>();
            while (!place.ended()) {
                place.next(PATIENCE).ifPresent(line -> seqs.add(line.event().seq()));
            }
            return seqs;
        });
        int last = 500;
        for (int seq = 2; seq < last; seq++) {
            log.add(seq, new JobState.Running(Phase.PAGES));
            tail.hint();
        }
        log.add(last, new JobState.Ended(Outcome.COMPLETED));
        List<Long> all = IntStream.rangeClosed(1, last).asLongStream().boxed().toList();
        for (Future<List<Long>> seqs : heard) { // the hint of the last line is lost
            assertThat(seqs.get(30, TimeUnit.SECONDS)).isEqualTo(all);
        }
    }

    @Test
    void nobody_who_watches_is_kept_from_a_known_line_by_a_slow_database() throws Exception {
        log.add(1, new JobState.Waiting());
        assertThat(tail.newest()).isPresent();
        log.hold();
        List<Future<Optional<JobLine>>> slow = all(1, tail::newest);
        log.awaitReader();
        tail.hint();
        assertThat(tail.placeAt(0).next(PATIENCE).orElseThrow().event().seq()).isEqualTo(1);
        assertThat(tail.placeAt(1).next(Duration.ofMillis(1))).isEmpty();
        log.letGo();
        assertThat(slow.getFirst().get(30, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void who_watches_waits_until_the_database_is_back() throws Exception {
        log.add(1, new JobState.Waiting());
        assertThat(tail.newest()).isPresent();
        log.away(true);
        assertThatThrownBy(tail::newest).isInstanceOf(FailureException.class);
        List<Future<Optional<JobLine>>> next = all(2, () -> tail.placeAt(1).next(PATIENCE));
        tail.hint();
        log.add(2, new JobState.Ended(Outcome.COMPLETED));
        log.away(false);
        for (Future<Optional<JobLine>> line : next) {
            assertThat(line.get(30, TimeUnit.SECONDS).orElseThrow().event().seq())
                    .isEqualTo(2);
        }
        log.away(true);
        assertThat(tail.placeAt(2).ended()).isTrue();
    }

    private <T> List<Future<T>> all(int times, Callable<T> work) {
        return IntStream.range(0, times).mapToObj(_ -> threads.submit(work)).toList();
    }

    /** A log that tells how often it is read, and can be slow or away. */
    private static final class WatchedLog implements JobEventLog {
        private final List<JobEvent> events = new CopyOnWriteArrayList<>();
        private final AtomicInteger reads = new AtomicInteger();
        private final Semaphore readers = new Semaphore(0);
        private final Semaphore mayRead = new Semaphore(Integer.MAX_VALUE / 2);
        private volatile boolean away;

        void add(long seq, JobState state) {
            events.add(new JobEvent(
                    JOB,
                    seq,
                    1,
                    Instant.EPOCH,
                    state,
                    new Progress(0, 0, 0),
                    0,
                    Happening.of("On."),
                    TokenSummary.NONE));
        }

        void hold() {
            readers.drainPermits();
            mayRead.drainPermits();
        }

        void awaitReader() throws InterruptedException {
            readers.acquire();
        }

        void letGo() {
            mayRead.release(Integer.MAX_VALUE / 2);
        }

        void away(boolean gone) {
            away = gone;
        }

        int reads() {
            return reads.get();
        }

        @Override
        public List<JobEvent> after(JobId job, long seq, int limit) {
            reads.incrementAndGet();
            if (away) {
                throw new FailureException(new Unavailable(Unavailable.DATABASE_AWAY, "Away.", Optional.empty()));
            }
            List<JobEvent> found = events.stream()
                    .filter(event -> event.seq() > seq)
                    .limit(limit)
                    .toList();
            readers.release();
            mayRead.acquireUninterruptibly();
            return found;
        }

        @Override
        public JobEvent append(WikiJob job, Progress progress, Happening what, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<JobEvent> last(JobId job) {
            throw new UnsupportedOperationException();
        }
    }
}
