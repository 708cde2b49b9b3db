package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenFenceTest {
    @Test
    void code_that_is_left_open_is_closed_by_its_own_marks() {
        assertThat(OpenFence.closing("Text\n\n```python\nx = 1")).isEqualTo("\n```");
        assertThat(OpenFence.closing("```\nx\n```\n\n~~~~\n```\ny\n")).isEqualTo("~~~~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Text", "```java\nx\n```", "```java\nx\n```\nText\n", "``` is `code`"})
    void nothing_is_closed_that_is_not_open(String markdown) {
        assertThat(OpenFence.closing(markdown)).isEmpty();
    }

    @Test
    void what_follows_is_a_heading_again() {
        String cut = "# One\n\n```\n# no heading";
        assertThat(Headings.of(cut + OpenFence.closing(cut) + "\n\n## Two"))
                .extracting(Headings.Heading::title)
                .containsExactly("One", "Two");
    }
}
