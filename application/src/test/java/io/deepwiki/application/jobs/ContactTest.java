package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.port.SettableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ContactTest {
    private static final Duration BEAT = JobSettings.STANDARD.heartbeat();

    private final SettableClock clock = new SettableClock();
    private final Contact contact = new Contact(clock, JobSettings.STANDARD);
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void while_heartbeats_get_through_what_others_lost_is_taken_over() {
        assertThat(contact.expired()).isEqualTo(Expired.TAKEN_OVER);
        for (int beat = 0; beat < 20; beat++) {
            contact.trying();
            clock.forward(BEAT);
            assertThat(contact.expired()).isEqualTo(Expired.TAKEN_OVER);
            assertThat(contact.made()).isFalse();
            clock.forward(BEAT.multipliedBy(10)); // it stands still, or is busy: that is no sign of anything
        }
    }

    @Test
    void who_was_cut_off_takes_nothing_over_before_his_fourth_heartbeat_after_that() {
        contact.trying();
        clock.forward(BEAT);
        contact.trying();
        clock.forward(BEAT);
        assertThat(contact.expired()).as("nobody lost anything yet").isEqualTo(Expired.TAKEN_OVER);
        clock.forward(Duration.ofMillis(1));
        assertThat(contact.expired()).as("nothing was heard yet").isEqualTo(Expired.LEFT);
        for (int beat = 0; beat < 3; beat++) {
            assertThat(contact.made()).isFalse();
            assertThat(contact.expired()).as("heartbeat %d", beat).isEqualTo(Expired.LEFT);
            contact.trying();
        }
        assertThat(contact.made()).as("it is worth a look now").isTrue();
        assertThat(contact.expired()).isEqualTo(Expired.TAKEN_OVER);
    }

    @Test
    void who_is_cut_off_again_meanwhile_waits_anew() {
        for (int time = 0; time < 2; time++) {
            contact.trying();
            clock.forward(BEAT.multipliedBy(3));
            contact.made();
            contact.trying();
            contact.made();
        }
        assertThat(contact.made()).isFalse();
        assertThat(contact.made()).isTrue();
    }

    @Test
    void what_fails_while_the_database_is_away_is_tried_again_after_the_next_heartbeat() {
        contact.insist(() -> {
            if (tries.incrementAndGet() < 3) {
                contact.made();
                throw away();
            }
        });
        assertThat(tries).hasValue(3);
    }

    @Test
    void what_is_in_vain_though_heartbeats_get_through_is_given_up() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> contact.insist(() -> {
                    tries.incrementAndGet();
                    contact.made();
                    throw away();
                }));
        assertThat(tries).hasValue(5);
    }

    @Test
    void any_other_failure_is_one() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> contact.insist(() -> {
                    tries.incrementAndGet();
                    contact.made();
                    throw new FailureException(new NotFound("no_job", "There is no job."));
                }));
        assertThat(tries).hasValue(1);
    }

    @Test
    void nobody_waits_for_the_database_when_the_service_ends() {
        contact.close();
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> contact.insist(() -> {
                    tries.incrementAndGet();
                    throw away();
                }));
        assertThat(tries).hasValue(1);
    }

    private static FailureException away() {
        return new FailureException(
                new Unavailable(Unavailable.DATABASE_AWAY, "The database is away.", Optional.empty()));
    }
}
