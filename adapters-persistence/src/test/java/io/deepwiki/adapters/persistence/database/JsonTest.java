package io.deepwiki.adapters.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    /** In a row, {@code ␀} stands for a null character. */
    @ParameterizedTest
    @ValueSource(strings = {"a␀b", "␀␀", "[\\u0000-\\u0020]", "\\␀", "\\\\u0000", "\\\\␀\\u0000␀", "plain \n \" text"})
    void null_characters_go_and_what_only_spells_one_stays(String row) {
        String stored = Json.text(new String[] {row.replace('␀', '\0')});
        assertThat(stored).doesNotContain("\0");
        assertThat(Json.read(stored, String[].class)).containsExactly(row.replace("␀", ""));
    }
}
