package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.llm.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    @Test
    void vietnamese_has_every_phrase_that_english_has() {
        assertThat(Phrases.of(Language.VIETNAMESE).keys())
                .isEqualTo(Phrases.of(Language.ENGLISH).keys());
        assertThat(Phrases.of(Language.VIETNAMESE).missing()).isFalse();
    }

    @Test
    void english_stands_in_where_there_are_none() {
        assertThat(Phrases.of(Language.GERMAN).missing()).isTrue();
        assertThat(Phrases.of(Language.GERMAN).keys())
                .isEqualTo(Phrases.of(Language.ENGLISH).keys());
    }

    @Test
    void what_is_filled_in_is_never_read_as_a_gap() {
        assertThat(Phrases.of(Language.ENGLISH).list(List.of("{1}", "{0}"))).isEqualTo("{1} and {0}");
    }
}
