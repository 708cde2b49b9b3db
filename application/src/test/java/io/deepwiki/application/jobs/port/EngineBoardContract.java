package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.page;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.jobs.port.EngineBoard.Instance;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link EngineBoard} promises. */
public abstract class EngineBoardContract {
    private static final InstanceId ONE = new InstanceId(new UUID(1, 1));
    private static final InstanceId TWO = new InstanceId(new UUID(1, 2));
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Caps CAPS = new Caps(9, 9, Map.of());

    /** The board; empty when a test begins. */
    protected abstract EngineBoard board();

    /** The queue that it shows. */
    protected abstract WorkQueue queue();

    /** Where the jobs of the queue are. */
    protected abstract JobStore jobs();

    /** How instances say that they live. */
    protected abstract StreamSigns signs();

    protected abstract Transactions transactions();

    /** About now, by the board's clock. */
    protected abstract Instant now();

    private WorkItem add(int number, Instant readyAt) {
        WikiJob job = waiting(number, "provider-" + number);
        jobs().add(job, Optional.empty());
        WorkItem item = page(number, job.id(), readyAt);
        queue().add(List.of(item));
        return item;
    }

    private List<Claim> claim(InstanceId instance, int atMost) {
        return queue().claim(instance, atMost, CAPS, LEASE, Expired.TAKEN_OVER);
    }

    @Test
    void while_the_engine_is_paused_nothing_is_claimed_by_anybody() {
        add(1, now().minusSeconds(9));
        assertThat(board().pausedSince()).isEmpty();
        assertThat(board().pause()).isTrue();
        assertThat(board().pausedSince())
                .hasValueSatisfying(since -> assertThat(since).isCloseTo(now(), within(1, ChronoUnit.MINUTES)));
        assertThat(claim(ONE, 9)).isEmpty();
        assertThat(claim(TWO, 9)).isEmpty();
        assertThat(board().resume()).isTrue();
        assertThat(claim(TWO, 9)).hasSize(1);
    }

    @Test
    void who_pauses_again_changes_nothing() {
        board().pause();
        Optional<Instant> since = board().pausedSince();
        assertThat(board().pause()).isFalse();
        assertThat(board().pausedSince()).isEqualTo(since);
        assertThat(board().resume()).isTrue();
        assertThat(board().resume()).isFalse();
        assertThat(board().pausedSince()).isEmpty();
    }

    @Test
    void what_is_held_is_finished_though_the_engine_is_paused() {
        add(1, now().minusSeconds(9));
        Claim claim = claim(ONE, 1).getFirst();
        board().pause();
        assertThat(queue().renew(ONE, LEASE)).containsExactly(claim.lease());
        assertThat(queue().complete(claim.lease())).isTrue();
    }

    @Test
    void what_a_dead_instance_holds_is_abandoned_while_the_engine_is_paused() {
        add(1, now().minusSeconds(9));
        Claim lost = queue().claim(ONE, 1, CAPS, Duration.ofSeconds(-1), Expired.TAKEN_OVER)
                .getFirst();
        assertThat(queue().abandoned()).isEmpty();
        board().pause();
        assertThat(queue().abandoned()).extracting(Claim::lease).containsExactly(lost.lease());
        board().resume();
        assertThat(queue().abandoned()).isEmpty();
    }

    @Test
    void the_queue_is_counted_by_what_can_be_done_now() {
        assertThat(board().queue()).isEqualTo(new EngineBoard.Queue(0, 0, 0, Optional.empty(), 0));
        add(4, now().minusSeconds(600));
        queue().putOff(claim(ONE, 1).getFirst().lease(), Duration.ofMinutes(10));
        add(1, now().minusSeconds(900));
        claim(ONE, 1);
        WorkItem oldest = add(2, now().minusSeconds(800).truncatedTo(ChronoUnit.SECONDS));
        add(3, now().minusSeconds(700));
        assertThat(board().queue()).isEqualTo(new EngineBoard.Queue(2, 1, 1, Optional.of(oldest.readyAt()), 4));
    }

    @Test
    void what_is_held_of_a_paused_job_is_counted_as_it_is_shown() {
        add(1, now().minusSeconds(9));
        claim(ONE, 1);
        transactions().inTransaction(() -> {
            WikiJob job = jobs().lock(WikiJobs.id(1)).orElseThrow();
            jobs().save(job, WikiJobs.accepted(job.pause("", now())));
        });
        assertThat(board().held()).hasSize(1);
        assertThat(board().queue()).isEqualTo(new EngineBoard.Queue(0, 0, 1, Optional.empty(), 0));
    }

    @Test
    void work_of_a_job_that_is_over_is_nobodys_work() {
        add(1, now().minusSeconds(9));
        transactions().inTransaction(() -> {
            WikiJob job = jobs().lock(WikiJobs.id(1)).orElseThrow();
            jobs().save(job, WikiJobs.accepted(job.cancel(now())));
        });
        assertThat(board().queue()).isEqualTo(new EngineBoard.Queue(0, 0, 0, Optional.empty(), 0));
    }

    @Test
    void what_is_held_is_shown_with_who_holds_it_and_whom_it_asks() {
        WorkItem first = add(1, now().minusSeconds(9));
        WorkItem second = add(2, now().minusSeconds(8));
        claim(ONE, 1);
        claim(TWO, 1);
        assertThat(board().held())
                .extracting(EngineBoard.Held::job, EngineBoard.Held::instance, EngineBoard.Held::provider)
                .containsExactly(tuple(first.job(), ONE, "provider-1"), tuple(second.job(), TWO, "provider-2"));
        assertThat(board().held().getFirst().until()).isCloseTo(now().plus(LEASE), within(1, ChronoUnit.MINUTES));
        assertThat(board().held().getFirst().work()).isEqualTo(first.work());
    }

    @Test
    void an_instance_bears_its_name_and_lives_by_its_signs() {
        board().introduce(ONE, "here/7");
        assertThat(board().instances()).singleElement().satisfies(instance -> {
            assertThat(instance.name()).isEqualTo("here/7");
            assertThat(instance.alive()).isFalse();
        });
        signs().alive(ONE, LEASE);
        signs().alive(TWO, LEASE);
        assertThat(board().instances()).extracting(Instance::alive).containsExactly(true, true);
        assertThat(board().instances()).extracting(Instance::name).containsExactlyInAnyOrder("here/7", "");
        assertThat(board().instances())
                .allSatisfy(
                        instance -> assertThat(instance.lastBeat()).isCloseTo(now(), within(1, ChronoUnit.MINUTES)));
        signs().gone(ONE);
        assertThat(board().instances()).extracting(Instance::id).containsExactly(TWO);
    }

    @Test
    void an_instance_that_went_without_goodbye_is_forgotten_in_time() {
        signs().alive(ONE, Duration.ofMinutes(-20));
        signs().alive(TWO, Duration.ofMinutes(-5));
        board().forgetInstances(Duration.ofMinutes(10));
        assertThat(board().instances()).extracting(Instance::id).containsExactly(TWO);
    }
}
