package io.deepwiki.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.usage.TokenUsage;
import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void a_language_is_found_by_its_code_whatever_its_case() {
        for (Language language : Language.values()) {
            assertThat(Language.ofCode(language.code())).contains(language);
            assertThat(language.label()).isNotBlank();
        }
        assertThat(Language.ofCode("PT-BR")).contains(Language.PORTUGUESE);
        assertThat(Language.ofCode("tlh")).isEmpty();
    }

    @Test
    void a_model_has_two_names() {
        assertThat(new ModelRef("builtin", "outline-1")).hasToString("builtin/outline-1");
        assertThatThrownBy(() -> new ModelRef("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sum_with_an_estimate_is_an_estimate() {
        TokenUsage sum = new TokenUsage(1, 2, false).plus(new TokenUsage(3, 4, true));
        assertThat(sum).isEqualTo(new TokenUsage(4, 6, true));
        assertThat(sum.total()).isEqualTo(10);
        assertThatThrownBy(() -> new TokenUsage(-1, 0, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
