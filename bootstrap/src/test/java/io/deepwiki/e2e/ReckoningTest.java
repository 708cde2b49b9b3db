package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.Blow.Kind;
import io.deepwiki.e2e.Reckoning.Piece;
import io.deepwiki.e2e.Reckoning.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReckoningTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Piece PAGE = new Piece("job", "page");

    @Test
    void a_blow_strikes_what_its_process_held_just_then_and_nothing_else() {
        List<Holding> held = List.of(held(1, 0, 4, true), held(2, 4, 9, false));
        assertThat(strikes(kill(1, 2), held)).isEqualTo(1);
        assertThat(strikes(kill(2, 2), held)).as("another process").isZero();
        assertThat(strikes(kill(1, 5), held)).as("too late").isZero();
        assertThat(strikes(kill(2, 3), held)).as("too early").isZero();
        assertThat(strikes(kill(2, 9), held))
                .as("it may have been settled just before")
                .isEqualTo(1);
    }

    @Test
    void a_blow_to_the_database_strikes_all_and_each_blow_counts_once() {
        List<Holding> held = List.of(held(1, 0, 4, true), held(2, 4, 9, false));
        assertThat(strikes(restart(3, 5), held)).isEqualTo(1);
        Reckoning reckoning = new Reckoning(List.of(kill(1, 1), restart(3, 5), kill(2, 8)), held);
        assertThat(reckoning.strikes(PAGE)).isEqualTo(3);
        assertThat(reckoning.strikes(new Piece("job", "other"))).isZero();
    }

    @Test
    void a_takeover_lasts_from_the_blow_until_somebody_else_has_begun() {
        Reckoning reckoning = new Reckoning(List.of(kill(1, 2)), List.of(held(1, 0, 5, true), held(2, 5, 9, false)));
        Takeover takeover = takeovers(reckoning, 0, 6, 12).getFirst();
        assertThat(takeover.took()).isEqualTo(Duration.ofSeconds(4));
        assertThat(reckoning.undisturbed(takeover)).isTrue();
        assertThat(takeovers(reckoning, 0, 12).getFirst().took())
                .as("it was claimed, and then not begun")
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_takeover_while_the_database_was_away_is_known_as_such() {
        Reckoning reckoning =
                new Reckoning(List.of(kill(1, 2), restart(3, 6)), List.of(held(1, 0, 7, true), held(2, 7, 9, false)));
        assertThat(takeovers(reckoning, 8))
                .singleElement()
                .satisfies(
                        takeover -> assertThat(reckoning.undisturbed(takeover)).isFalse());
    }

    @Test
    void a_takeover_by_somebody_who_is_struck_before_he_has_begun_lasts_from_that_blow() {
        assertThat(took(kill(2, 6))).isEqualTo(Duration.ofSeconds(1));
        assertThat(took(kill(2, 8))).as("he had begun").isEqualTo(Duration.ofSeconds(5));
        assertThat(took(kill(3, 6))).as("another process").isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void work_that_was_taken_from_somebody_who_was_not_struck_is_told() {
        Reckoning reckoning = new Reckoning(List.of(kill(3, 2)), List.of(held(1, 0, 5, true), held(2, 5, 9, false)));
        assertThat(takeovers(reckoning, 6))
                .singleElement()
                .satisfies(takeover -> assertThat(takeover.blow()).isEmpty());
    }

    @Test
    void work_that_was_handed_back_is_not_taken_over() {
        Reckoning reckoning = new Reckoning(List.of(kill(1, 2)), List.of(held(1, 0, 5, false), held(2, 6, 9, false)));
        assertThat(takeovers(reckoning, 6)).isEmpty();
    }

    private static long strikes(Blow blow, List<Holding> held) {
        return new Reckoning(List.of(blow), held).strikes(PAGE);
    }

    private static Duration took(Blow more) {
        List<Holding> held = List.of(held(1, 0, 5, true), held(2, 5, 9, false));
        Reckoning reckoning = new Reckoning(List.of(kill(1, 2), more), held);
        return takeovers(reckoning, 7).getFirst().took();
    }

    private static List<Takeover> takeovers(Reckoning reckoning, int... begun) {
        List<Instant> begins = Arrays.stream(begun).mapToObj(ReckoningTest::at).toList();
        return reckoning.takeovers(Map.of("job", Map.of("page", begins)));
    }

    private static Holding held(long pid, int from, int until, boolean takenOver) {
        return new Holding("job", "page", "page", pid, at(from), at(until), takenOver);
    }

    private static Blow kill(long pid, int at) {
        return new Blow(Kind.KILL, OptionalLong.of(pid), at(at), at(at));
    }

    private static Blow restart(int from, int until) {
        return new Blow(Kind.FAST_RESTART, OptionalLong.empty(), at(from), at(until));
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }
}
