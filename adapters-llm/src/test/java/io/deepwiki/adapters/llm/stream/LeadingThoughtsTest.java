package io.deepwiki.adapters.llm.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadingThoughtsTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "<think>a <b> </thin k></think>\\n\\nThe answer|The answer",
                "\\n <thinking>a </think> b</thinking> The answer|The answer",
                "<think></think><think>more</think>Answer|Answer",
                "<think>a</think>\\n<thin ice>|<thin ice>",
                "<think>a</think> <b>bold</b>|<b>bold</b>",
                "Use <think>this</think> as a mark|Use <think>this</think> as a mark",
                "<thinker>is a word</thinker>|<thinker>is a word</thinker>",
                "<p>text|<p>text",
                "  two blanks stay|  two blanks stay",
                "<thi|<thi",
                "<think>no end </think|''",
                "<think>no answer</think>\\n|''",
                "<think>größer \ud83d\ude80</think>größer \ud83d\ude80|größer \ud83d\ude80",
            })
    void thoughts_are_dropped_wherever_the_text_is_cut(String written, String shown) {
        String text = written.replace("\\n", "\n");
        for (int first = 0; first <= text.length(); first++) {
            for (int second = first; second <= text.length(); second++) {
                var pieces = List.of(text.substring(0, first), text.substring(first, second), text.substring(second));
                assertThat(shown(pieces)).as("cut into %s", pieces).isEqualTo(shown);
            }
        }
        assertThat(shown(text.chars().mapToObj(Character::toString).toList())).isEqualTo(shown);
    }

    @Test
    void blanks_that_do_not_end_are_shown_and_not_held_for_ever() {
        LeadingThoughts thoughts = new LeadingThoughts();
        String blanks = " \n".repeat(500);
        assertThat(thoughts.visible(blanks)).isEmpty();
        assertThat(thoughts.visible("\n<think>a</think>b")).isEqualTo(blanks + "\n<think>a</think>b");
        assertThat(thoughts.visible(blanks)).isEqualTo(blanks);
    }

    @Test
    void a_mark_may_follow_some_blanks_however_many_pieces_they_are() {
        assertThat(shown(List.of(" ".repeat(1_000) + "<think>a</think>b"))).isEqualTo("b");
        assertThat(shown(Stream.concat(Stream.generate(() -> "\n").limit(1_000), Stream.of("<think>a</think>b"))
                        .toList()))
                .isEqualTo("b");
    }

    private static String shown(List<String> pieces) {
        LeadingThoughts thoughts = new LeadingThoughts();
        StringBuilder shown = new StringBuilder();
        pieces.forEach(piece -> shown.append(thoughts.visible(piece)));
        return shown.append(thoughts.rest()).toString();
    }
}
