package io.deepwiki.application.jobs;

import static io.deepwiki.application.jobs.SteppedEngine.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.WorkItem;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a page whose writer died, while nobody may take it over. */
@Timeout(60)
class AbandonedWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SteppedEngine engine = new SteppedEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_page_whose_writer_died_waits_again_though_its_job_is_paused_and_the_log_says_so() throws Exception {
        JobId job = engine.order();
        dieWriting();
        engine.shop.control.pause(job, READER);
        assertPutBack(job);
        engine.shop.control.resume(job, READER);
        assertCompleted(job);
    }

    @Test
    void a_page_whose_writer_died_waits_again_though_the_engine_is_paused_and_the_log_says_so() throws Exception {
        JobId job = engine.order();
        dieWriting();
        engine.shop.engine.pause();
        assertPutBack(job);
        engine.shop.engine.resume();
        assertCompleted(job);
    }

    /** The instance goes in the middle of a page, without a goodbye. */
    private void dieWriting() {
        engine.work(engine.claim().orElseThrow());
        engine.work(engine.claim().orElseThrow());
        engine.script((_, _) -> {
            throw new InternalError("killed");
        });
        Claim claim = engine.claim().orElseThrow();
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> engine.work(claim));
        engine.script((_, _) -> {});
    }

    private void assertPutBack(JobId job) throws InterruptedException {
        assertThat(engine.page(job, "engine").state().status()).isEqualTo(PageStatus.IN_PROGRESS);
        engine.expire();
        engine.shop.working();
        awaitLine(job, line -> line.what().message().equals("\"Engine\" is put back, to be written later."));
        assertThat(engine.page(job, "engine").state()).isEqualTo(new JobPage.State(PageStatus.PENDING, 0, ""));
        assertThat(engine.items()).extracting(WorkItem::crashes).containsExactlyInAnyOrder(1, 0, 0);
    }

    private void assertCompleted(JobId job) throws InterruptedException {
        awaitLine(job, line -> line.state().ended());
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
    }

    private void awaitLine(JobId job, Predicate<JobEvent> wanted) throws InterruptedException {
        try (Feed<JobLine> feed = engine.shop.follow.follow(job, OptionalLong.of(0), READER)) {
            Optional<JobEvent> line;
            do {
                line = feed.next(PATIENCE).map(JobLine::event);
                assertThat(line).as("something happens within " + PATIENCE).isPresent();
            } while (!wanted.test(line.orElseThrow()));
        }
    }
}
