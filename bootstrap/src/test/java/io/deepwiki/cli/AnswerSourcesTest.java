package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerSourcesTest {
    private final AnswerSources sources = new AnswerSources();

    @Test
    void places_that_overlap_are_one_where_the_better_of_them_stood() {
        found("views.rst", 199, 238, "short");
        found("app.py", 1, 9, "App");
        found("views.rst", 199, 280, "long");
        found("views.rst", 1, 198, "");
        assertThat(sources.lines()).containsExactly("views.rst:199-280  long", "app.py:1-9  App", "views.rst:1-198");
    }

    @Test
    void one_that_overlaps_several_makes_one_of_them_all() {
        found("a.c", 1, 9, "first");
        found("b.c", 5, 6, "");
        found("a.c", 20, 29, "second");
        found("a.c", 9, 20, "between");
        found("a.c", 1, 9, "first");
        assertThat(sources.lines()).containsExactly("a.c:1-29  between", "b.c:5-6");
    }

    private void found(String path, int first, int last, String symbol) {
        sources.add(new ApiJson.Passage(path, first, last, symbol));
    }
}
