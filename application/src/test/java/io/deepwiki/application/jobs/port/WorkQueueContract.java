package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.jobs.WorkItemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} promises. Time does not pass but when a test says so. */
public abstract class WorkQueueContract extends ExpiredWorkContract {
    @Test
    void every_kind_of_work_is_claimed_as_it_was_added() {
        JobId job = job(1);
        List<Work> works = List.of(new Work.Index(), new Work.Plan(), new Work.Page("a-page"), new Work.Finish());
        for (int i = 0; i < works.size(); i++) {
            WorkItem page = page(i, job, now().minusSeconds(100 - i));
            queue().add(List.of(new WorkItem(page.id(), job, works.get(i), 2, 1, page.readyAt())));
        }
        assertThat(claim(ONE)).extracting(Claim::item).satisfies(items -> {
            assertThat(items).extracting(WorkItem::work).containsExactlyElementsOf(works);
            assertThat(items).extracting(WorkItem::attempt).containsOnly(2);
            assertThat(items).extracting(WorkItem::crashes).containsOnly(1);
            assertThat(items).extracting(WorkItem::job).containsOnly(job);
        });
    }

    @Test
    void what_is_held_is_not_claimed_again() {
        WorkItem item = add(1, job(1));
        assertThat(claim(ONE)).singleElement().satisfies(claim -> {
            assertThat(claim.lease().item()).isEqualTo(item.id());
            assertThat(claim.lease().holder()).isEqualTo(ONE);
        });
        assertThat(claim(TWO)).isEmpty();
        assertThat(claim(ONE)).isEmpty();
    }

    @Test
    void the_oldest_comes_first_and_no_more_than_asked_for() {
        JobId job = job(1);
        WorkItem second = add(2, job);
        WorkItem first = add(1, job);
        add(3, job);
        assertThat(ids(claim(ONE, 2, MANY, LEASE))).containsExactly(first.id(), second.id());
    }

    @Test
    void what_is_added_is_ready_at_once_though_the_clock_of_who_adds_it_is_fast() {
        WorkItem item = page(1, job(1), now().plusSeconds(3_600));
        queue().add(List.of(item));
        assertThat(ids(claim(ONE))).containsExactly(item.id());
    }

    @Test
    void what_is_put_off_waits_for_its_time() {
        WorkItem later = add(1, job(1));
        assertThat(queue().putOff(claim(ONE).getFirst().lease(), Duration.ofSeconds(60)))
                .isTrue();
        assertThat(claim(ONE)).isEmpty();
        pass(Duration.ofSeconds(61));
        assertThat(ids(claim(ONE))).containsExactly(later.id());
    }

    @Test
    void jobs_take_turns_however_many_items_one_of_them_has() {
        JobId greedy = job(1);
        JobId modest = job(2);
        IntStream.range(1, 11).forEach(number -> add(number, greedy));
        add(11, modest);
        add(12, modest);
        List<Claim> claims = claim(ONE, 4, MANY, LEASE);
        assertThat(claims).extracting(claim -> claim.item().job()).containsExactly(greedy, modest, greedy, modest);
        assertThat(claim(TWO, 1, MANY, LEASE))
                .extracting(claim -> claim.item().job())
                .containsExactly(greedy);
    }

    @Test
    void a_job_that_holds_fewer_is_served_first() {
        JobId busy = job(1);
        JobId idle = job(2);
        IntStream.range(1, 6).forEach(number -> add(number, busy));
        claim(ONE, 2, MANY, LEASE);
        add(10, idle);
        assertThat(claim(TWO, 1, MANY, LEASE))
                .extracting(claim -> claim.item().job())
                .containsExactly(idle);
    }

    @Test
    void no_job_has_more_items_held_than_its_cap() {
        JobId job = job(1);
        IntStream.range(1, 8).forEach(number -> add(number, job));
        List<Claim> first = claim(ONE, MANY, 3, LEASE);
        assertThat(first).hasSize(3);
        assertThat(claim(TWO, MANY, 3, LEASE)).isEmpty();
        queue().complete(first.getFirst().lease());
        assertThat(claim(TWO, MANY, 3, LEASE)).hasSize(1);
    }

    @Test
    void instances_that_claim_at_once_never_share_an_item_nor_break_the_cap() throws Exception {
        JobId one = job(1);
        JobId two = job(2);
        IntStream.range(0, 40).forEach(number -> add(number, number % 2 == 0 ? one : two));
        List<Claim> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {

            List<Future<List<Claim>>> running = IntStream.range(0, 16)
                    .mapToObj(number -> threads.submit(() -> claim(new InstanceId(new UUID(2, number)), 3, 7, LEASE)))
                    .toList();
            for (Future<List<Claim>> claims : running) {
                all.addAll(claims.get());
            }
        }
        assertThat(new HashSet<>(ids(all))).hasSize(all.size()).hasSize(14);
        assertThat(all).filteredOn(claim -> claim.item().job().equals(one)).hasSize(7);
    }

    @Test
    void no_provider_is_asked_for_more_than_its_cap_by_all_jobs_together() {
        JobId one = job(1, "careful");
        JobId two = job(2, "careful");
        JobId other = job(3, "generous");
        IntStream.range(1, 10).forEach(number -> add(number, number < 5 ? one : two));
        IntStream.range(10, 15).forEach(number -> add(number, other));
        Caps caps = new Caps(4, 4, Map.of("careful", 3));
        List<Claim> claims = claim(ONE, MANY, caps, LEASE);
        assertThat(claims).filteredOn(claim -> claim.item().job().equals(other)).hasSize(4);
        assertThat(claims)
                .extracting(claim -> claim.item().job())
                .filteredOn(id -> !id.equals(other))
                .containsExactly(one, two, one);
        assertThat(claim(TWO, MANY, caps, LEASE)).isEmpty();
        queue().complete(claims.getFirst().lease());
        assertThat(claim(TWO, MANY, caps, LEASE)).hasSize(1);
    }

    @Test
    void work_that_asks_no_model_waits_for_no_provider() {
        JobId busy = job(1, "careful");
        add(1, busy);
        Caps one = new Caps(4, 1, Map.of());
        claim(ONE, MANY, one, LEASE);
        WorkItem page = page(2, job(2, "careful"), now().minusSeconds(9));
        WorkItem index = new WorkItem(
                page(3, page.job(), now()).id(), page.job(), new Work.Index(), 0, 0, now().minusSeconds(8));
        queue().add(List.of(page, index));
        assertThat(ids(claim(TWO, MANY, one, LEASE))).containsExactly(index.id());
    }

    @Test
    void what_was_lost_no_longer_counts_for_its_provider() {
        add(1, job(1, "careful"));
        Caps one = new Caps(4, 1, Map.of());
        claim(ONE, MANY, one, LEASE);
        pass(LEASE.plusSeconds(1));
        assertThat(claim(TWO, MANY, one, LEASE)).hasSize(1);
    }

    @Test
    void somebody_elses_lease_settles_nothing() {
        add(1, job(1));
        Lease lease = claim(ONE).getFirst().lease();
        assertThat(queue().complete(new Lease(lease.item(), TWO, lease.fence())))
                .isFalse();
        assertThat(queue().complete(lease)).isTrue();
    }

    @Test
    void what_is_completed_never_comes_back() {
        add(1, job(1));
        assertThat(queue().complete(claim(ONE).getFirst().lease())).isTrue();
        pass(LEASE.multipliedBy(2));
        assertThat(claim(TWO)).isEmpty();
    }

    @Test
    void a_completion_that_is_undone_has_not_happened() {
        add(1, job(1));
        Lease lease = claim(ONE).getFirst().lease();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> transactions().inTransaction(() -> {
                    queue().complete(lease);
                    throw new UnsupportedOperationException();
                }));
        assertThat(queue().complete(lease)).isTrue();
    }

    @Test
    void a_failed_item_comes_back_after_its_pause_with_an_attempt_more() {
        add(1, job(1));
        assertThat(queue().retryAfter(claim(ONE).getFirst().lease(), Duration.ofSeconds(90)))
                .isTrue();
        assertThat(claim(TWO)).isEmpty();
        pass(Duration.ofSeconds(91));
        assertThat(claim(TWO)).singleElement().satisfies(claim -> {
            assertThat(claim.item().attempt()).isEqualTo(1);
            assertThat(claim.item().crashes()).isZero();
        });
    }

    @Test
    void a_released_item_is_ready_at_once_and_untried() {
        add(1, job(1));
        assertThat(queue().release(claim(ONE).getFirst().lease())).isTrue();
        assertThat(claim(TWO)).singleElement().satisfies(claim -> {
            assertThat(claim.item().attempt()).isZero();
            assertThat(claim.item().crashes()).isZero();
        });
    }

    @Test
    void a_heartbeat_prolongs_all_leases_of_its_instance_and_no_others() {
        JobId job = job(1);
        add(1, job);
        add(2, job);
        Lease first = claim(ONE, 1, MANY, LEASE).getFirst().lease();
        WorkItemId second = claim(TWO, 1, MANY, LEASE).getFirst().item().id();
        pass(LEASE.minusSeconds(60));
        assertThat(queue().renew(ONE, LEASE)).containsExactly(first);
        pass(Duration.ofSeconds(61));
        assertThat(ids(claim(ONE))).containsExactly(second);
    }

    @Test
    void a_heartbeat_does_not_name_what_was_taken_over() {
        add(1, job(1));
        claim(ONE);
        pass(LEASE.plusSeconds(1));
        claim(TWO);
        assertThat(queue().renew(ONE, LEASE)).isEqualTo(Set.of());
    }

    @Test
    void a_withdrawn_job_has_no_items_and_its_holders_no_leases() {
        JobId job = job(1);
        JobId other = job(2);
        add(1, job);
        add(2, job);
        WorkItem kept = add(3, other);
        Lease held = claim(ONE, 1, MANY, LEASE).getFirst().lease();
        queue().withdraw(job);
        assertThat(queue().complete(held)).isFalse();
        assertThat(queue().renew(ONE, LEASE)).isEqualTo(Set.of());
        assertThat(ids(claim(TWO))).containsExactly(kept.id());
    }
}
