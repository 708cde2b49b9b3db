package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.WikiJobs;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.jobs.port.WorkQueueContract;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class JooqWorkQueueTest extends WorkQueueContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    private static final InstanceId HOLDER = new InstanceId(new UUID(3, 1));
    private static final String OF_THIS_DATABASE =
            "database = (select oid from pg_database where datname = current_database())";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void a_heartbeat_waits_for_nobody_who_settles_so_that_nobody_can_wait_for_both() {
        keep(WikiJobs.waiting(1));
        JobId job = WikiJobs.id(1);
        queue().add(List.of(WikiJobs.page(1, job, now()), WikiJobs.page(2, job, now())));
        assertThat(queue().putOff(claim(HOLDER, 1).getFirst().lease(), Duration.ZERO))
                .isTrue();
        List<Claim> claims = claim(HOLDER, 2);
        pass(Duration.ofMinutes(9));
        Lease own = claims.stream()
                .filter(claim -> claim.item().waits() == 0)
                .findFirst()
                .orElseThrow()
                .lease();
        Set<Lease> kept = transactions().inTransaction(() -> {
            assertThat(queue().complete(own)).isTrue();
            Set<Lease> renewed = CompletableFuture.supplyAsync(() -> queue().renew(HOLDER, TEN_MINUTES))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            queue().forgetWaits(job);
            return renewed;
        });
        assertThat(kept).hasSize(2).contains(own);
        pass(Duration.ofMinutes(2));
        assertThat(claim(new InstanceId(new UUID(3, 2)), 2))
                .as("the other one was prolonged")
                .isEmpty();
    }

    private List<Claim> claim(InstanceId instance, int atMost) {
        return claim(queue(), instance, atMost);
    }

    private static List<Claim> claim(WorkQueue queue, InstanceId instance, int atMost) {
        return queue.claim(instance, atMost, new Caps(9, 9, Map.of()), TEN_MINUTES, Expired.TAKEN_OVER);
    }

    /** It stands still from when the server has answered it, before it does anything about it. */
    @Test
    void whoever_stands_still_while_it_claims_keeps_nobody_from_claiming() {
        keep(WikiJobs.waiting(1));
        queue().add(List.of(
                WikiJobs.page(1, WikiJobs.id(1), now().minusSeconds(1)),
                WikiJobs.page(2, WikiJobs.id(1), now().minusSeconds(1))));
        CompletableFuture<Void> stands = new CompletableFuture<>();
        CompletableFuture<Void> wakes = new CompletableFuture<>();
        WorkQueue standing = new JooqWorkQueue(
                DSL.using(DATABASE.dsl().configuration().deriveAppending(ExecuteListener.onExecuteEnd(_ -> {
                    stands.complete(null);
                    wakes.join();
                }))));
        CompletableFuture<List<Claim>> late = CompletableFuture.supplyAsync(() -> claim(standing, HOLDER, 1));
        try {
            stands.orTimeout(10, TimeUnit.SECONDS).join();
            CompletableFuture<List<Claim>> other =
                    CompletableFuture.supplyAsync(() -> claim(new InstanceId(new UUID(3, 2)), 2));
            assertThat(other.orTimeout(10, TimeUnit.SECONDS).join()).hasSize(1);
        } finally {
            wakes.complete(null);
        }
        assertThat(late.join()).hasSize(1);
    }

    /** It goes on neither with what it saw nor with what time it was before it waited. */
    @Test
    void a_claim_that_waits_for_another_one_finds_what_has_come_meanwhile() {
        keep(WikiJobs.waiting(1));
        CompletableFuture<List<Claim>> waiting = transactions().inTransaction(() -> {
            assertThat(claim(new InstanceId(new UUID(3, 2)), 1)).isEmpty(); // the end of the transaction ends its turn
            CompletableFuture<List<Claim>> next = CompletableFuture.supplyAsync(() -> claim(HOLDER, 1));
            while (!next.isDone() && nobodyWaits()) {
                Thread.onSpinWait();
            }
            queue().add(List.of(WikiJobs.page(1, WikiJobs.id(1), now())));
            return next;
        });
        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).hasSize(1);
    }

    private static boolean nobodyWaits() {
        return DATABASE.dsl()
                .fetch("select 1 from pg_locks where not granted and " + OF_THIS_DATABASE)
                .isEmpty();
    }

    /** The driver sends a statement in another way once it has sent it some times. */
    @Test
    void a_claim_keeps_its_turn_until_it_has_claimed_however_often_its_connection_was_used() {
        try (ExecutorService claimer = Executors.newSingleThreadExecutor()) {
            transactions().inTransaction(() -> {
                for (int i = 0; i < 10; i++) {
                    CompletableFuture.supplyAsync(() -> claim(HOLDER, 1), claimer)
                            .join();
                }
                DATABASE.dsl().execute("lock table work_item in access exclusive mode");
                var last = CompletableFuture.supplyAsync(() -> claim(HOLDER, 1), claimer);
                while (!last.isDone() && nobodyWaits()) {
                    Thread.onSpinWait();
                }
                assertThat(DATABASE.dsl()
                                .fetch("select 1 from pg_locks where granted and locktype = 'advisory' and "
                                        + OF_THIS_DATABASE))
                        .hasSize(1);
                return last;
            });
        }
    }

    /** As when an instance stands still before it has committed. */
    @Test
    void leases_that_are_renewed_in_a_transaction_that_is_left_open_are_not_locked_for_ever() {
        InstanceId instance = new InstanceId(new UUID(1, 9));
        Duration lease = Duration.ofMinutes(1);
        keep(WikiJobs.waiting(1));
        queue().add(List.of(WikiJobs.page(1, WikiJobs.id(1), now().minusSeconds(1))));
        queue().claim(instance, 1, new Caps(1, 1, Map.of()), lease, Expired.TAKEN_OVER);
        String patience = transactions().inTransaction(() -> {
            assertThat(queue().renew(instance, lease)).hasSize(1);
            return DATABASE.dsl()
                    .fetchSingle("show idle_in_transaction_session_timeout")
                    .get(0, String.class);
        });
        assertThat(patience).isEqualTo("3s");
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
