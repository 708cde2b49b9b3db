package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.llm.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnsettledWorkTest {
    private static final Caller READER = new Caller("reader");
    private static final InstanceId SELF = new InstanceId(new UUID(8, 1));
    private static final Caps CAPS = new Caps(3, 3, Map.of());
    private static final Duration LEASE = Duration.ofSeconds(1);

    private final AtomicReference<Optional<Thread>> cutOff = new AtomicReference<>(Optional.empty());

    /** Transactions on a database that one thread does not reach any more. */
    private final class Shaky implements Transactions {
        private final Transactions firm;

        private Shaky(Transactions firm) {
            this.firm = firm;
        }

        @Override
        public <T> T inTransaction(Supplier<T> work) {
            if (cutOff.get().equals(Optional.of(Thread.currentThread()))) {
                throw new FailureException(
                        new Unavailable("database_unavailable", "The database is away.", Optional.empty()));
            }
            return firm.inTransaction(work);
        }
    }

    @Test
    void work_whose_end_cannot_be_written_down_though_the_database_answers_is_done_again_and_nobody_is_to_blame()
            throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Workshop shop = new Workshop();
                JobWorker worker = worker(shop)) {
            shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
            shop.model.answers((prompt, sink) -> {
                if (prompt.task() instanceof Prompt.Page && calls.incrementAndGet() == 1) {
                    cutOff.set(Optional.of(Thread.currentThread()));
                }
                sink.accept(written(prompt));
            });
            worker.start();
            JobId job = submitted(shop);
            assertThat(end(shop, job)).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
            assertThat(shop.queries.find(job, READER).pages().getFirst().state().attempts())
                    .isZero();
            assertThat(calls).hasValue(2);
            assertThat(shop.database.jobs().spends().ofCalls(job)).hasSize(3); // the plan, and both
        }
    }

    @Test
    void work_that_an_instance_holds_by_a_claim_of_whose_end_it_never_heard_is_handed_back_and_done() throws Exception {
        try (Workshop shop = new Workshop();
                JobWorker worker = worker(shop)) {
            shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
            shop.model.answers((prompt, sink) -> sink.accept(written(prompt)));
            JobId job = submitted(shop);
            List<Claim> unheard = shop.jobs.queue().claim(SELF, 2, CAPS, LEASE, Expired.TAKEN_OVER);
            assertThat(unheard).hasSize(1);
            worker.start();
            assertThat(end(shop, job)).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        }
    }

    private static String written(Prompt prompt) {
        return prompt.task() instanceof Prompt.Plan
                ? "TITLE: It\nDESCRIPTION: It flies.\nSECTION: All\nPAGE: Engine\nABOUT: It\nFILES: README.md\n"
                : "# Engine";
    }

    private static JobId submitted(Workshop shop) {
        return shop.submit
                .submit(new Submission(Workshop.wiki(Language.ENGLISH), Optional.empty(), false), READER)
                .job();
    }

    private static JobState end(Workshop shop, JobId job) throws InterruptedException {
        List<JobEvent> events = new ArrayList<>();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            while (!feed.ended()) {
                feed.next(Duration.ofSeconds(20)).map(JobLine::event).ifPresent(events::add);
            }
        }
        return events.getLast().state();
    }

    private JobWorker worker(Workshop shop) {
        JobStores firm = shop.jobs;
        JobStores shaky = new JobStores(
                firm.jobs(),
                firm.queue(),
                firm.events(),
                firm.spends(),
                firm.wakeUps(),
                new Shaky(firm.transactions()));
        return new JobWorker(
                shaky,
                shop.making,
                new JobSettings(CAPS, 2, LEASE, Duration.ofSeconds(60), RetryPolicy.STANDARD),
                new Stamps(shop.clock, UUID::randomUUID),
                new JobWorker.Outside(SELF, Thread.ofVirtual().factory(), () -> 0.0));
    }
}
