package io.deepwiki.adapters.llm.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    private static String shown(List<String> pieces) {
        LeadingThoughts thoughts = new LeadingThoughts();
        StringBuilder shown = new StringBuilder();
        pieces.forEach(piece -> shown.append(thoughts.visible(piece)));
        return shown.append(thoughts.rest()).toString();
    }
}
