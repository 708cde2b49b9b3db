package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.WikiJobs;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.jobs.port.WorkQueueContract;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqWorkQueueTest extends WorkQueueContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    /** As when an instance stands still before it has committed. */
    @Test
    void leases_that_are_renewed_in_a_transaction_that_is_left_open_are_not_locked_for_ever() {
        InstanceId instance = new InstanceId(new UUID(1, 9));
        Duration lease = Duration.ofMinutes(1);
        keep(WikiJobs.waiting(1));
        queue().add(List.of(WikiJobs.page(1, WikiJobs.id(1), now().minusSeconds(1))));
        transactions().inTransaction(() -> queue().claim(instance, 1, new Caps(1, 1, Map.of()), lease));
        String patience = transactions().inTransaction(() -> {
            assertThat(queue().renew(instance, lease)).hasSize(1);
            return DATABASE.dsl()
                    .fetchSingle("show idle_in_transaction_session_timeout")
                    .get(0, String.class);
        });
        assertThat(patience).isEqualTo("5s");
    }

    @Override
    protected WorkQueue queue() {
        return DATABASE.queue();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    @Override
    protected Instant now() {
        return DATABASE.now();
    }

    /** The server's clock goes on by itself: instead of it, everything in the table moves into the past. */
    @Override
    protected void pass(Duration time) {
        DATABASE.dsl()
                .execute(
                        "update work_item set ready_at = ready_at - {0} * interval '1 millisecond',"
                                + " lease_until = lease_until - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
        DATABASE.dsl()
                .execute(
                        "update wiki_job set paused_at = paused_at - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
    }

    @Override
    protected JobStore jobs() {
        return DATABASE.jobs();
    }

    @Override
    protected void keep(WikiJob job) {
        DATABASE.jobs().add(job, Optional.empty());
    }
}
