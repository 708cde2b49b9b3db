package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {
    @ParameterizedTest
    @CsvSource({
        "Work Queue & Leases!, work-queue-leases",
        "Überblick: größe, uberblick-grosse",
        "概要, page",
        "'', page",
        "--, page",
        "What's new?, whats-new",
        "C++, c"
    })
    void a_title_becomes_a_slug(String title, String slug) {
        assertThat(Slugs.of(title, Set.of())).isEqualTo(slug);
    }

    @Property(tries = 500)
    void any_title_gives_a_slug_that_is_free(@ForAll String title) {
        String first = Slugs.of(title, Set.of());
        String second = Slugs.of(title, Set.of(first));
        String third = Slugs.of(title, Set.of(first, second));
        assertThat(first).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(60);
        assertThat(second).isEqualTo(first + "-2");
        assertThat(third).isEqualTo(first + "-3");
    }
}
