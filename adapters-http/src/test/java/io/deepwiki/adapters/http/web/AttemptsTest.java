package io.deepwiki.adapters.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.web.Visitors.Visitor;
import io.deepwiki.application.port.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Visitor ONE = new Visitor("one", false);
    private static final Visitor ANOTHER = new Visitor("another", false);
    private static final Visitor KNOWN = new Visitor("browser", true);

    private final SettableClock clock = new SettableClock();
    private final Attempts attempts = new Attempts(clock);

    private void guessFromMany(int addresses) {
        for (int i = 0; i < addresses; i++) {
            assertThat(attempts.begin(new Visitor("address " + i, false))).isEmpty();
        }
    }

    @Test
    void an_address_has_five_attempts_a_minute_and_another_one_its_own() {
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.begin(ONE)).isEmpty();
        }
        clock.forward(Duration.ofSeconds(20));
        assertThat(attempts.begin(ONE)).hasValue(Duration.ofSeconds(40));
        assertThat(attempts.begin(ANOTHER)).isEmpty();
        clock.forward(Duration.ofSeconds(40));
        assertThat(attempts.begin(ONE)).isEmpty();
    }

    @Test
    void once_all_have_had_fifty_each_address_has_one_and_so_nobody_is_kept_out_by_others() {
        guessFromMany(50);
        assertThat(attempts.begin(ONE)).isEmpty();
        assertThat(attempts.begin(ONE)).isPresent();
        assertThat(attempts.begin(ANOTHER)).isEmpty();
        clock.forward(Duration.ofMinutes(1));
        assertThat(attempts.begin(ONE)).isEmpty();
        assertThat(attempts.begin(ONE)).isEmpty();
    }

    @Test
    void no_attack_costs_more_memory_than_it_may_and_none_keeps_a_known_browser_out() {
        guessFromMany(10_000);
        assertThat(attempts.begin(ONE)).isPresent();
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.begin(KNOWN)).isEmpty();
        }
        assertThat(attempts.begin(KNOWN)).isPresent();
    }

    @Test
    void what_was_right_does_not_count_and_does_not_make_up_for_what_was_wrong() {
        for (int i = 0; i < 4; i++) {
            assertThat(attempts.begin(ONE)).isEmpty();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.begin(ONE)).isEmpty();
            attempts.forgive(ONE);
        }
        assertThat(attempts.begin(ONE)).isEmpty();
        assertThat(attempts.begin(ONE)).isPresent();
    }
}
