package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.jobs.port.WakeUps.Subscription;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.PageStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that is told to stop: what is being written down at this moment is not cut off. */
class StoppedWorkTest {
    private final SteppedEngine engine = new SteppedEngine();
    private final List<Boolean> interruptedWhenWritten = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_page_that_is_whole_when_its_writer_is_told_to_stop_is_kept() {
        JobId job = planned();
        writeNextAndStop(job, () -> {});
        assertThat(engine.page(job, "engine").state().status()).isEqualTo(PageStatus.COMPLETED);
        assertThat(interruptedWhenWritten).isNotEmpty().containsOnly(false);
    }

    @Test
    void a_page_whose_writer_is_told_to_stop_in_its_middle_is_handed_back_untried() {
        JobId job = planned();
        writeNextAndStop(job, () -> {
            throw new ReaderGone();
        });
        assertThat(engine.page(job, "engine").state().status()).isEqualTo(PageStatus.PENDING);
        assertThat(engine.page(job, "engine").state().attempts()).isZero();
        assertThat(interruptedWhenWritten).isNotEmpty().containsOnly(false);
    }

    private JobId planned() {
        JobId job = engine.order();
        engine.work(engine.claim().orElseThrow());
        engine.work(engine.claim().orElseThrow());
        return job;
    }

    private void writeNextAndStop(JobId job, Runnable then) {
        Stoppable run = new Stoppable(self -> {
            engine.script((_, _) -> {
                self.stop();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                then.run();
            });
            engine.work(engine.claim().orElseThrow(), self);
        });
        try (Subscription _ = engine.shop.jobs.wakeUps().onJob(job, this::written)) {
            run.run();
        }
    }

    private void written() {
        interruptedWhenWritten.add(Thread.currentThread().isInterrupted());
    }
}
