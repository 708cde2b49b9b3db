package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.jobs.port.WakeUps;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.llm.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowJobTest {
    private static final Caller READER = new Caller("reader");

    private final Workshop shop = new Workshop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void who_comes_while_the_log_cannot_be_read_is_told_so_and_leaves_nothing_behind() {
        shop.source.with("README.md", "# Rocket\n");
        JobId job = shop.submit
                .submit(
                        new Submission(
                                Workshop.wiki(Language.ENGLISH), Optional.empty(), Writing.IF_NEEDED, Ceilings.NONE),
                        READER)
                .job();
        CountedWakeUps wakeUps = new CountedWakeUps();
        JobStores stores = new JobStores(
                shop.jobs.jobs(),
                shop.jobs.queue(),
                new AbsentLog(),
                shop.jobs.spends(),
                wakeUps,
                shop.jobs.transactions());
        FollowJob follow = new FollowJob(stores);
        assertThatThrownBy(() -> follow.follow(job, OptionalLong.empty(), READER))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.databaseAway()).isTrue());
        assertThat(wakeUps.listeners).hasValue(0);
    }

    private static final class CountedWakeUps implements WakeUps {
        private final AtomicInteger listeners = new AtomicInteger();

        @Override
        public void workIsReady() {}

        @Override
        public void jobChanged(JobId job) {}

        @Override
        public Subscription onWork(Runnable listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription onJob(JobId job, Runnable listener) {
            listeners.incrementAndGet();
            return listeners::decrementAndGet;
        }
    }

    private static final class AbsentLog implements JobEventLog {
        @Override
        public JobEvent append(WikiJob job, Progress progress, Happening what, Instant at) {
            throw away();
        }

        @Override
        public List<JobEvent> after(JobId job, long seq, int limit) {
            throw away();
        }

        @Override
        public Optional<JobEvent> last(JobId job) {
            throw away();
        }

        private static FailureException away() {
            return new FailureException(new Unavailable(Unavailable.DATABASE_AWAY, "Away.", Optional.empty()));
        }
    }
}
