package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Deque<Instant> times = new ArrayDeque<>(List.of(Instant.EPOCH));

    @Test
    void a_screen_keeps_one_line_that_it_cuts_by_itself() {
        ProgressDisplay display = display(true);
        display.show(line(10, 0, "One"));
        display.show(line(55, 1, "Two"));
        display.end();
        assertThat(shown())
                .isEqualTo("\r\u001b[K\u001b[?7l██░░░░░░░░░░░░░░░░░░░░░░  10% writing · 0 of 2 pages · One\u001b[?7h"
                        + "\r\u001b[K\u001b[?7l█████████████░░░░░░░░░░░  55% writing · 1 of 2 pages · Two\u001b[?7h"
                        + System.lineSeparator());
    }

    @Test
    void the_time_left_follows_from_the_pace_so_far() {
        times.add(Instant.EPOCH);
        times.add(Instant.EPOCH.plusSeconds(60));
        ProgressDisplay display = display(true);
        display.show(line(20, 0, "One"));
        display.show(line(40, 1, "Two"));
        assertThat(shown()).contains(" · 3 min left · Two").doesNotContain("left · One");
    }

    @Test
    void what_the_service_estimates_is_shown_in_place_of_the_pace() {
        ProgressDisplay display = display(true);
        display.show(line(20, 3, "One", new ApiJson.TimeLeft(61_000, 200_000)));
        display.show(line(90, 9, "Two", new ApiJson.TimeLeft(0, 3_500)));
        assertThat(shown()).contains(" · 1 to 4 min left · One").contains(" · 0 to 4 s left · Two");
        assertThat(ProgressDisplay.range(new ApiJson.TimeLeft(5_000, 5_000))).isEqualTo("5 s");
    }

    @Test
    void elsewhere_every_news_is_a_plain_line() {
        ProgressDisplay display = display(false);
        display.show(line(10, 0, "One"));
        display.show(line(10, 0, "One"));
        display.show(line(55, 1, "Two"));
        display.end();
        assertThat(shown().lines())
                .containsExactly(" 10% writing · 0 of 2 pages · One", " 55% writing · 1 of 2 pages · Two");
    }

    private ProgressDisplay display(boolean live) {
        PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), err, err, live);
        return new ProgressDisplay(terminal, () -> times.size() > 1 ? times.removeFirst() : times.getFirst());
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static ApiJson.ProgressLine line(int percent, int done, String title) {
        return line(percent, done, title, null);
    }

    private static ApiJson.ProgressLine line(int percent, int done, String title, ApiJson.@Nullable TimeLeft left) {
        return new ApiJson.ProgressLine(
                "generating_pages",
                percent,
                null,
                title,
                "in_progress",
                2,
                done,
                0,
                null,
                percent,
                null,
                false,
                false,
                left);
    }
}
