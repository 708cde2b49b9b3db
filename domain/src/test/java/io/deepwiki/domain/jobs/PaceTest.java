package io.deepwiki.domain.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final JobState WRITING = new Running(Phase.PAGES);

    @Property(tries = 500)
    void pages_that_all_take_the_same_time_keep_what_was_told(
            @ForAll @IntRange(min = 4, max = 40) int pages,
            @ForAll @IntRange(min = 1, max = 600) int secondsPerPage,
            @ForAll @IntRange(min = 3, max = 39) int settled) {
        int done = Math.min(settled, pages - 1);
        Pace pace = pace(steady(pages, Duration.ofSeconds(secondsPerPage), done));
        Duration rest = Duration.ofSeconds((long) secondsPerPage * (pages - done));
        assertThat(pace.left(at((long) secondsPerPage * done)))
                .hasValueSatisfying(left -> assertThat(rest).isBetween(left.least(), left.most()));
    }

    @Property(tries = 500)
    void nobody_guesses_from_fewer_than_three_pages(
            @ForAll @IntRange(min = 0, max = 2) int settled, @ForAll @IntRange(min = 3, max = 40) int pages) {
        assertThat(pace(steady(pages, Duration.ofSeconds(7), settled)).left(at(100)))
                .isEmpty();
    }

    @Property(tries = 500)
    void whatever_happened_the_range_is_one_and_narrows_with_the_pages(@ForAll long seed) {
        Random random = new Random(seed);
        Pace pace = Pace.UNKNOWN;
        Instant now = NOON;
        int settled = 0;
        for (int seq = 1; settled < 30; seq++) {
            now = now.plusMillis(random.nextInt(-2_000, 60_000));
            boolean writing = random.nextInt(10) > 0;
            settled += writing && random.nextBoolean() ? 1 : 0;
            pace = pace.after(line(seq, 1, now, writing ? WRITING : new Waiting(), new Progress(30, settled, 0)));
            // TimeLeft itself refuses what is no range
            assertThat(pace.left(now.plusSeconds(random.nextInt(-5, 500))).isPresent())
                    .isEqualTo(writing && pace.settled() >= 3);
        }
    }

    @Property(tries = 300)
    void the_range_narrows_with_the_pages(@ForAll @IntRange(min = 3, max = 38) int settled) {
        assertThat(width(settled + 1)).isLessThanOrEqualTo(width(settled));
    }

    private static double width(int settled) {
        TimeLeft left = pace(steady(40, Duration.ofMinutes(1), settled))
                .left(at(60L * settled))
                .orElseThrow();
        return (double) left.most().toMillis() / Math.max(1, left.least().toMillis());
    }

    @Test
    void a_pause_does_not_slow_a_job_down() {
        List<JobEvent> lines = new ArrayList<>(steady(10, Duration.ofSeconds(10), 4));
        lines.add(line(6, 1, at(40), new Waiting(), new Progress(10, 4, 0)));
        lines.add(line(7, 1, at(4000), WRITING, new Progress(10, 4, 0)));
        assertThat(pace(lines).left(at(4000)))
                .isEqualTo(pace(steady(10, Duration.ofSeconds(10), 4)).left(at(40)));
    }

    @Test
    void while_nothing_is_written_nothing_is_told() {
        List<JobEvent> lines = new ArrayList<>(steady(10, Duration.ofSeconds(10), 4));
        lines.add(line(6, 1, at(50), new Waiting(), new Progress(10, 4, 0)));
        assertThat(pace(lines).left(at(60))).isEmpty();
    }

    @Test
    void a_new_run_is_judged_by_its_own_pages() {
        List<JobEvent> lines = new ArrayList<>(steady(10, Duration.ofSeconds(10), 6));
        lines.add(line(8, 2, at(9000), WRITING, new Progress(10, 6, 0)));
        lines.add(line(9, 2, at(9001), WRITING, new Progress(10, 7, 0)));
        lines.add(line(10, 2, at(9002), WRITING, new Progress(10, 8, 0)));
        assertThat(pace(lines).left(at(9002))).isEmpty();
        lines.add(line(11, 2, at(9003), WRITING, new Progress(10, 9, 0)));
        assertThat(pace(lines).left(at(9003)))
                .hasValueSatisfying(left -> assertThat(left.most()).isLessThan(Duration.ofSeconds(3)));
    }

    @Test
    void pages_that_were_there_when_writing_began_are_not_counted() {
        Pace pace = Pace.UNKNOWN
                .after(line(1, 1, NOON, new Running(Phase.PLAN), Progress.NONE))
                .after(line(2, 1, at(5), WRITING, new Progress(30, 25, 0)));
        assertThat(pace.settled()).isZero();
    }

    @Test
    void what_takes_longer_than_it_should_is_expected_to_take_as_long_again() {
        Pace pace = pace(steady(4, Duration.ofSeconds(10), 3));
        assertThat(pace.left(at(630))).hasValueSatisfying(left -> {
            assertThat(left.least()).isZero();
            assertThat(left.most()).isEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void when_every_page_is_settled_nothing_is_left() {
        assertThat(pace(steady(4, Duration.ofSeconds(10), 4)).left(at(41)))
                .contains(new TimeLeft(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_time_that_is_no_range_is_refused() {
        Duration one = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeLeft(one, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeLeft(one.negated(), one));
    }

    private static List<JobEvent> steady(int pages, Duration each, int settled) {
        List<JobEvent> lines = new ArrayList<>();
        for (int done = 0; done <= settled; done++) {
            lines.add(line(done + 1, 1, NOON.plus(each.multipliedBy(done)), WRITING, new Progress(pages, done, 0)));
        }
        return lines;
    }

    private static Pace pace(List<JobEvent> lines) {
        Pace pace = Pace.UNKNOWN;
        for (JobEvent line : lines) {
            pace = pace.after(line);
        }
        return pace;
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static JobEvent line(int seq, int run, Instant at, JobState state, Progress progress) {
        return new JobEvent(
                new JobId(new UUID(0, 1)),
                seq,
                run,
                at,
                state,
                progress,
                progress.percent(state),
                Happening.of("x"),
                TokenSummary.NONE);
    }
}
