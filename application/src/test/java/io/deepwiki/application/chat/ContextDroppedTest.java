package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.llm.Language;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContextDroppedTest {
    @Test
    void every_language_has_a_line_of_its_own() {
        assertThat(Arrays.stream(Language.values()).map(ContextDropped::sentence))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }
}
