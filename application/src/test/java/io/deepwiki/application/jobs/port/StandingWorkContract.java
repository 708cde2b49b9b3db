package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.domain.jobs.Decision;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItemId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} promises of work that is put off, stands still with its job, or is held by nobody who works on it. */
abstract class StandingWorkContract extends WorkQueueStage {
    private static final Duration PAUSE = Duration.ofSeconds(90);

    @Test
    void an_item_that_is_put_off_comes_back_after_its_pause_untried_and_counts_its_waits() {
        queue().add(List.of(page(1, job(1), now().minusSeconds(9))));
        for (int waits = 0; waits < 3; waits++) {
            Claim claim = claim(ONE).getFirst();
            assertThat(claim.item().waits()).isEqualTo(waits);
            assertThat(claim.item().attempt() + claim.item().crashes()).isZero();
            assertThat(queue().putOff(claim.lease(), PAUSE)).isTrue();
            assertThat(queue().putOff(claim.lease(), PAUSE)).isFalse();
            assertThat(claim(ONE)).isEmpty();
            pass(PAUSE.plusSeconds(1));
        }
    }

    @Test
    void the_waits_of_a_job_that_got_on_are_forgotten_and_those_of_others_are_not() {
        JobId one = job(1);
        queue().add(List.of(page(1, one, now().minusSeconds(9)), page(2, job(2), now().minusSeconds(8))));
        claim(ONE).forEach(claim -> queue().putOff(claim.lease(), PAUSE));
        pass(PAUSE.plusSeconds(1));
        queue().forgetWaits(one);
        assertThat(claim(ONE))
                .hasSize(2)
                .allSatisfy(claim -> assertThat(claim.item().waits())
                        .isEqualTo(claim.item().job().equals(one) ? 0 : 1));
    }

    @Test
    void work_on_a_paused_job_is_not_claimed_until_it_goes_on() {
        JobId job = job(1);
        JobId other = job(2);
        WorkItem item = add(1, job);
        WorkItem others = add(2, other);
        pause(job);
        assertThat(ids(claim(ONE))).containsExactly(others.id());
        resume(job);
        assertThat(ids(claim(ONE))).containsExactly(item.id());
    }

    @Test
    void an_expired_lease_on_a_paused_job_waits_for_it_too() {
        JobId job = job(1);
        add(1, job);
        claim(ONE);
        pause(job);
        pass(LEASE.plusSeconds(1));
        assertThat(claim(TWO)).isEmpty();
        resume(job);
        assertThat(claim(TWO)).hasSize(1);
    }

    @Test
    void an_instance_learns_what_it_holds_and_may_go_on_with() {
        JobId job = job(1);
        add(1, job);
        Lease lease = claim(ONE).getFirst().lease();
        add(2, job);
        claim(TWO);
        assertThat(queue().held(ONE, Duration.ofSeconds(60))).containsExactly(lease);
        assertThat(queue().holds(lease)).isTrue();
        pass(LEASE.plusSeconds(1));
        assertThat(queue().holds(lease)).isTrue(); // nobody has taken it over yet
        claim(TWO);
        assertThat(queue().held(ONE, Duration.ofSeconds(60))).isEmpty();
        assertThat(queue().holds(lease)).isFalse();
    }

    @Test
    void what_belongs_to_a_job_that_is_paused_for_too_long_is_not_to_go_on() {
        JobId job = job(1);
        add(1, job);
        Lease mine = claim(ONE).getFirst().lease();
        pause(job);
        pass(Duration.ofSeconds(50));
        assertThat(queue().held(ONE, Duration.ofSeconds(60))).containsExactly(mine);
        pass(Duration.ofSeconds(11));
        assertThat(queue().held(ONE, Duration.ofSeconds(60))).isEmpty();
        resume(job);
        assertThat(queue().held(ONE, Duration.ofSeconds(60))).containsExactly(mine);
    }

    @Test
    void what_an_instance_holds_but_does_not_work_on_can_be_handed_back() {
        JobId job = job(1);
        add(1, job);
        Lease running = claim(ONE).getFirst().lease();
        WorkItemId left = add(2, job).id();
        claim(ONE);
        add(3, job);
        claim(TWO);
        assertThat(queue().heldBesides(ONE, Set.of(running))).singleElement().satisfies(claim -> {
            assertThat(claim.item().id()).isEqualTo(left);
            assertThat(queue().release(claim.lease())).isTrue();
        });
        assertThat(queue().heldBesides(ONE, Set.of())).hasSize(1);
        assertThat(queue().heldBesides(ONE, Set.of(running))).isEmpty();
    }

    @Test
    void what_an_instance_works_on_by_an_older_lease_does_not_count_as_work_on_what_it_holds_now() {
        add(1, job(1));
        Lease old = claim(ONE).getFirst().lease();
        assertThat(queue().release(old)).isTrue();
        Lease current = claim(ONE).getFirst().lease();
        assertThat(queue().heldBesides(ONE, Set.of(old)))
                .extracting(Claim::lease)
                .containsExactly(current);
        assertThat(queue().heldBesides(ONE, Set.of(old, current))).isEmpty();
        assertThat(queue().held(ONE, Duration.ofSeconds(60))).containsExactly(current);
        assertThat(queue().renew(ONE, LEASE)).containsExactly(current);
    }

    @Test
    void what_a_dead_instance_held_of_a_paused_job_can_be_taken_back_once_and_counts_as_a_crash() {
        JobId job = job(1);
        add(1, job);
        Claim lost = claim(ONE).getFirst();
        pause(job);
        assertThat(queue().abandoned()).isEmpty();
        assertThat(queue().takeBack(lost.lease())).isFalse();
        pass(LEASE.plusSeconds(1));
        assertThat(queue().abandoned()).extracting(Claim::lease).containsExactly(lost.lease());
        assertThat(queue().takeBack(lost.lease())).isTrue();
        assertThat(queue().takeBack(lost.lease())).isFalse();
        assertThat(queue().abandoned()).isEmpty();
        assertThat(queue().complete(lost.lease())).isFalse();
        assertThat(claim(TWO)).isEmpty();
        resume(job);
        assertThat(claim(TWO)).singleElement().satisfies(claim -> {
            assertThat(claim.item().crashes()).isEqualTo(1);
            assertThat(claim.item().attempt()).isZero();
        });
    }

    @Test
    void what_can_be_claimed_is_not_abandoned_and_what_its_holder_prolonged_is_not_taken_back() {
        JobId job = job(1);
        add(1, job);
        Claim late = claim(ONE).getFirst();
        pass(LEASE.plusSeconds(1));
        assertThat(queue().abandoned()).isEmpty();
        pause(job);
        assertThat(queue().abandoned()).hasSize(1);
        queue().renew(ONE, LEASE);
        assertThat(queue().takeBack(late.lease())).isFalse();
        assertThat(queue().complete(late.lease())).isTrue();
    }

    private void pause(JobId id) {
        change(id, job -> job.pause("", job.times().updated()));
    }

    private void resume(JobId id) {
        change(id, job -> job.resume(job.times().updated()));
    }

    private void change(JobId id, Function<WikiJob, Decision> command) {
        transactions().inTransaction(() -> {
            WikiJob job = jobs().lock(id).orElseThrow();
            jobs().save(job, WikiJobs.accepted(command.apply(job)));
        });
    }
}
