package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenEstimateTest {
    @Test
    void four_ascii_characters_are_a_token() {
        assertThat(TokenEstimate.of("")).isZero();
        assertThat(TokenEstimate.of("a")).isEqualTo(1);
        assertThat(TokenEstimate.of("int x = 1;\n")).isEqualTo(3);
    }

    @Test
    void a_chinese_character_is_a_token_and_other_scripts_lie_between() {
        assertThat(TokenEstimate.of("日本語")).isEqualTo(3);
        assertThat(TokenEstimate.of("привет")).isEqualTo(3);
    }
}
