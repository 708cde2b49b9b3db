package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageQualityTest {
    private static final Map<String, String> FILES =
            Map.of("src/Till.java", "class Till {\n    void take() {}\n}", "src/Shelf.java", "class Shelf {}");

    @Test
    void a_citation_counts_as_naming_when_its_own_sentence_names_what_stands_in_the_lines() {
        PageQuality quality = measured(
                "`Till` takes money with `take(amount)` [src/Till.java:1-3]. It fills nothing [src/Till.java:2-2]."
                        + " The `Shelf` is elsewhere [src/Till.java:1-3].");
        assertThat(quality).isEqualTo(new PageQuality(3, 3, 1, 1, 0));
    }

    @Test
    void a_citation_of_what_is_not_there_does_not_resolve() {
        assertThat(measured("`Till` [src/Till.java:1-1], `Gone` [src/Gone.java:1-2]."))
                .isEqualTo(new PageQuality(2, 1, 1, 2, 0));
    }

    @Test
    void diagrams_are_counted_and_what_looks_like_a_citation_in_them_is_not() {
        assertThat(measured("```mermaid\nflowchart LR\n  a[src/Till.java:1-1]\n```\n"))
                .isEqualTo(new PageQuality(0, 0, 0, 0, 1));
    }

    private static PageQuality measured(String page) {
        return PageQuality.of(
                page, citation -> Optional.ofNullable(FILES.get(citation.path().value())));
    }
}
