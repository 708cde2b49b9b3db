package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.page;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} promises of work that is put off. Time does not pass but when a test says so. */
abstract class PutOffWorkContract {
    private static final InstanceId SOMEBODY = new InstanceId(new UUID(1, 3));
    private static final Caps CAPS = new Caps(10, 10, Map.of());
    private static final Duration PAUSE = Duration.ofSeconds(90);

    /** The queue; empty when a test begins. */
    protected abstract WorkQueue queue();

    protected abstract Transactions transactions();

    /** About now, by the queue's clock. */
    protected abstract Instant now();

    /** Lets that time pass for everything that is in the queue. */
    protected abstract void pass(Duration time);

    /** Keeps a job, so that items can belong to it. */
    protected abstract void keep(WikiJob job);

    private JobId job(int number) {
        WikiJob job = waiting(number);
        keep(job);
        return job.id();
    }

    private List<Claim> claim() {
        return transactions().inTransaction(() -> queue().claim(SOMEBODY, 10, CAPS, Duration.ofMinutes(10)));
    }

    @Test
    void an_item_that_is_put_off_comes_back_after_its_pause_untried_and_counts_its_waits() {
        queue().add(List.of(page(1, job(1), now().minusSeconds(9))));
        for (int waits = 0; waits < 3; waits++) {
            Claim claim = claim().getFirst();
            assertThat(claim.item().waits()).isEqualTo(waits);
            assertThat(claim.item().attempt() + claim.item().crashes()).isZero();
            assertThat(queue().putOff(claim.lease(), PAUSE)).isTrue();
            assertThat(queue().putOff(claim.lease(), PAUSE)).isFalse();
            assertThat(claim()).isEmpty();
            pass(PAUSE.plusSeconds(1));
        }
    }

    @Test
    void the_waits_of_a_job_that_got_on_are_forgotten_and_those_of_others_are_not() {
        JobId one = job(1);
        queue().add(List.of(page(1, one, now().minusSeconds(9)), page(2, job(2), now().minusSeconds(8))));
        claim().forEach(claim -> queue().putOff(claim.lease(), PAUSE));
        pass(PAUSE.plusSeconds(1));
        queue().forgetWaits(one);
        assertThat(claim())
                .hasSize(2)
                .allSatisfy(claim -> assertThat(claim.item().waits())
                        .isEqualTo(claim.item().job().equals(one) ? 0 : 1));
    }
}
