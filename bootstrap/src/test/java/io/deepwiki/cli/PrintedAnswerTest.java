package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedAnswerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintedAnswer printed = new PrintedAnswer(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void a_piece_that_is_known_in_part_is_printed_from_its_first_new_byte() {
        assertThat(printed.print(0, "Nó 世")).isTrue();
        assertThat(printed.print(1, "ó 世界")).isTrue();
        assertThat(printed.print(4, "世")).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Nó 世界");
        assertThat(printed.length()).isEqualTo(10);
        printed.check(10L, WrittenAnswer.sha256("Nó 世界"));
    }

    @Test
    void a_gap_is_told() {
        printed.print(0, "a");
        assertThatThrownBy(() -> printed.print(2, "c")).hasMessageContaining("left out bytes 1 to 2");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a");
    }

    @Test
    void an_end_without_a_length_or_a_hash_proves_nothing() {
        assertThatThrownBy(() -> printed.check(null, WrittenAnswer.sha256(""))).isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> printed.check(0L, null)).isInstanceOf(CommandFailure.class);
        printed.check(0L, WrittenAnswer.sha256(""));
    }
}
