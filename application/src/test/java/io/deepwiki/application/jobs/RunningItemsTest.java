package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WorkItemId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An item that an instance has lost, and got back before it noticed. */
class RunningItemsTest {
    private final Lease old = lease(1);
    private final Lease current = lease(2);
    private final RunningItems running = new RunningItems();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Stoppable again = new Stoppable(() -> stopped.set(Thread.interrupted()));

    RunningItemsTest() {
        running.add(old, new Stoppable(() -> {}));
        running.add(current, again);
    }

    private static Lease lease(long fence) {
        return new Lease(new WorkItemId(new UUID(1, 1)), new InstanceId(new UUID(2, 2)), fence);
    }

    @Test
    void a_run_that_ends_late_does_not_hide_the_one_that_began_since() {
        running.remove(old);
        assertThat(running.leases()).containsExactly(current);
    }

    @Test
    void the_loss_of_the_old_lease_does_not_stop_what_is_done_by_the_new_one() {
        running.stopAllBut(Set.of(), Set.of(old));
        again.run();
        assertThat(stopped).isFalse();
    }

    @Test
    void what_was_there_when_it_was_asked_and_is_not_held_is_stopped() {
        running.stopAllBut(Set.of(old), Set.of(old, current));
        again.run();
        assertThat(stopped).isTrue();
    }
}
