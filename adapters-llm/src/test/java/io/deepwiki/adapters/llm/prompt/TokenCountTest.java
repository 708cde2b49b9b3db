package io.deepwiki.adapters.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCountTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "int total = 0;\nfor (String line : lines) {\n",
                "日本語のテキストです",
                "\ud83d\ude80\ud83d\ude80"
            })
    void the_cautious_count_is_a_third_above_the_other(String text) {
        int exact = fits(TokenCount.OPENAI, text);
        assertThat(fits(TokenCount.CAUTIOUS, text)).isGreaterThanOrEqualTo(exact + exact / 3);
    }

    /** A long text that is a single word, or nothing but blanks: what a tokenizer takes quadratic time for. */
    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\ud83d\ude80", "\u0e01"})
    @Timeout(20)
    void no_text_takes_long_to_count(String unit) {
        String text = unit.repeat((1 << 18) / unit.length());
        assertThat(TokenCount.OPENAI.allowance(100).fits(text)).isFalse();
        assertThat(TokenCount.CAUTIOUS.allowance(10_000_000).fits(text)).isTrue();
    }

    /** The smallest allowance that takes the text. */
    private static int fits(TokenCount count, String text) {
        int tokens = 0;
        while (!count.allowance(tokens).fits(text)) {
            tokens++;
        }
        return tokens;
    }
}
