package io.deepwiki.adapters.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.port.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final SettableClock clock = new SettableClock();
    private final Attempts attempts = new Attempts(clock);

    @Test
    void an_address_has_five_attempts_a_minute_and_another_one_its_own() {
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.begin("one")).isEmpty();
        }
        clock.forward(Duration.ofSeconds(20));
        assertThat(attempts.begin("one")).hasValue(Duration.ofSeconds(40));
        assertThat(attempts.begin("another")).isEmpty();
        clock.forward(Duration.ofSeconds(40));
        assertThat(attempts.begin("one")).isEmpty();
    }

    @Test
    void all_addresses_together_have_fifty() {
        for (int i = 0; i < 50; i++) {
            assertThat(attempts.begin("address " + i)).isEmpty();
        }
        assertThat(attempts.begin("one more")).isPresent();
    }

    @Test
    void what_was_right_does_not_count_and_does_not_make_up_for_what_was_wrong() {
        for (int i = 0; i < 4; i++) {
            assertThat(attempts.begin("one")).isEmpty();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.begin("one")).isEmpty();
            attempts.forgive("one");
        }
        assertThat(attempts.begin("one")).isEmpty();
        assertThat(attempts.begin("one")).isPresent();
    }
}
