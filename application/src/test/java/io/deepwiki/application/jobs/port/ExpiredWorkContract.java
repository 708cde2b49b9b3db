package io.deepwiki.application.jobs.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WorkItemId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} promises of leases that have run out. */
abstract class ExpiredWorkContract extends StandingWorkContract {
    @Test
    void an_expired_lease_is_taken_over_and_counted_as_a_crash() {
        add(1, job(1));
        Claim lost = claim(ONE).getFirst();
        pass(LEASE.minusSeconds(60));
        assertThat(claim(TWO)).isEmpty();
        pass(Duration.ofSeconds(61));
        Claim taken = claim(TWO).getFirst();
        assertThat(taken.item().crashes()).isEqualTo(1);
        assertThat(taken.item().attempt()).isZero();
        assertThat(taken.lease().fence()).isGreaterThan(lost.lease().fence());
    }

    @Test
    void the_fence_refuses_a_late_result() {
        add(1, job(1));
        Lease late = claim(ONE).getFirst().lease();
        pass(LEASE.plusSeconds(1));
        Lease current = claim(TWO).getFirst().lease();
        assertThat(queue().complete(late)).isFalse();
        assertThat(queue().retryAfter(late, Duration.ZERO)).isFalse();
        assertThat(queue().release(late)).isFalse();
        assertThat(queue().complete(current)).isTrue();
        assertThat(queue().complete(current)).isFalse();
    }

    @Test
    void a_result_is_taken_after_the_lease_has_run_out_as_long_as_nobody_has_taken_it_over() {
        add(1, job(1));
        Lease lease = claim(ONE).getFirst().lease();
        pass(LEASE.plusSeconds(1));
        assertThat(queue().complete(lease)).isTrue();
        assertThat(claim(TWO)).isEmpty();
    }

    @Test
    void a_lease_that_has_run_out_is_prolonged_as_long_as_nobody_has_taken_it_over() {
        add(1, job(1));
        Lease lease = claim(ONE).getFirst().lease();
        pass(LEASE.plusSeconds(1));
        assertThat(queue().renew(ONE, LEASE)).containsExactly(lease);
        assertThat(claim(TWO)).isEmpty();
        assertThat(queue().complete(lease)).isTrue();
    }

    @Test
    void an_instance_does_not_take_over_from_itself() {
        add(1, job(1));
        Lease lease = claim(ONE).getFirst().lease();
        pass(LEASE.plusSeconds(1));
        assertThat(claim(ONE)).isEmpty();
        assertThat(queue().complete(lease)).isTrue();
    }

    @Test
    void what_is_not_to_be_taken_over_stays_and_counts_for_its_caps_until_it_may_be() {
        JobId job = job(1, "careful");
        add(1, job);
        claim(ONE);
        WorkItemId free = add(2, job).id();
        pass(LEASE.plusSeconds(1));
        assertThat(leaving(TWO, new Caps(1, MANY, Map.of()))).as("of the job").isEmpty();
        assertThat(leaving(TWO, new Caps(MANY, 1, Map.of())))
                .as("of its provider")
                .isEmpty();
        assertThat(ids(leaving(TWO, new Caps(2, 2, Map.of())))).containsExactly(free);
        assertThat(claim(TWO))
                .singleElement()
                .satisfies(claim -> assertThat(claim.item().crashes()).isEqualTo(1));
    }

    @Test
    void what_another_crash_gives_up_is_held_one_by_one() {
        JobId job = job(1);
        for (int item = 1; item <= 3; item++) {
            add(item, job);
        }
        assertThat(claim(ONE)).hasSize(3);
        pass(LEASE.plusSeconds(1));
        assertThat(claim(TWO)).hasSize(3);
        pass(LEASE.plusSeconds(1));
        Claim alone = claim(ONE).getFirst();
        assertThat(alone.item().crashes()).isEqualTo(2);
        WorkItemId fresh = add(4, job).id();
        assertThat(ids(claim(ONE))).as("beside it").containsExactly(fresh);
        assertThat(claim(TWO)).isEmpty(); // it does not take over from itself
        assertThat(claim(THREE)).as("by another").hasSize(1);
        assertThat(queue().complete(alone.lease())).isTrue();
        assertThat(claim(ONE)).as("after it").hasSize(1);
        assertThat(claim(ONE)).isEmpty();
    }

    private List<Claim> leaving(InstanceId instance, Caps caps) {
        return queue().claim(instance, MANY, caps, LEASE, Expired.LEFT);
    }
}
