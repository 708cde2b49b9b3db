package io.deepwiki.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RateLimit LIMIT = new RateLimit(2, 3);

    @Test
    void below_both_limits_nobody_waits() {
        assertThat(LIMIT.wait(StreamLoad.NONE, NOON)).isEmpty();
        assertThat(LIMIT.wait(new StreamLoad(1, 2, Optional.of(NOON)), NOON)).isEmpty();
    }

    @Test
    void the_oldest_of_too_many_must_leave_the_window_first() {
        StreamLoad load = new StreamLoad(0, 3, Optional.of(NOON.minusSeconds(50)));
        assertThat(LIMIT.wait(load, NOON)).contains(Duration.ofSeconds(10));
        assertThat(LIMIT.wait(load, NOON.plusSeconds(30))).contains(Duration.ofSeconds(1));
    }

    @Test
    void too_many_at_once_wait_for_one_to_end() {
        assertThat(LIMIT.wait(new StreamLoad(2, 2, Optional.of(NOON)), NOON)).contains(Duration.ofSeconds(5));
    }

    @Test
    void a_limit_lets_something_through() {
        assertThatThrownBy(() -> new RateLimit(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
