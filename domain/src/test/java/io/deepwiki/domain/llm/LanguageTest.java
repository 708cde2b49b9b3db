package io.deepwiki.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.usage.TokenUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "en-US, ENGLISH",
        "EN, ENGLISH",
        "de_AT, GERMAN",
        "zh_tw, TRADITIONAL_CHINESE",
        "zh-Hant-HK, TRADITIONAL_CHINESE",
        "zh-CN, CHINESE",
        "pt, PORTUGUESE",
        "pt-PT, PORTUGUESE",
        "ko-KR, KOREAN",
        "fr-CA, FRENCH"
    })
    void a_language_is_also_meant_by_the_tags_of_browsers_and_systems(String tag, Language language) {
        assertThat(Language.called(tag)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tlh", "english", "-", "e n", "x-en"})
    void what_no_language_of_ours_is_called_means_none(String tag) {
        assertThat(Language.called(tag)).isEmpty();
        assertThat(Language.CODES).startsWith("en, ja, zh, zh-tw");
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
