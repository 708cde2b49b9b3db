package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.llm.port.Prompt.Research;
import io.deepwiki.application.llm.port.Prompt.Research.Stage;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.research.ResearchText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResearchWriterTest {
    private static final String IN_ENGLISH = "so that it is written in English";

    private final SampleRepository shop = SampleRepository.shop();

    @ParameterizedTest
    @EnumSource
    void every_stage_says_once_that_english_stands_in_for_another_language(Stage stage) {
        assertThat(stage(stage, Language.JAPANESE)).containsOnlyOnce(IN_ENGLISH);
        assertThat(stage(stage, Language.ENGLISH)).doesNotContain(IN_ENGLISH);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "UPDATE"})
    void what_comes_next_is_a_list_and_nothing_else(Stage stage) {
        String text = stage(stage, Language.JAPANESE);
        assertThat(ResearchText.openQuestions(text)).isNotEmpty().noneMatch(question -> question.contains(IN_ENGLISH));
        assertThat(text.substring(text.indexOf("## Next Steps"))).doesNotContain(IN_ENGLISH);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "UPDATE"})
    void a_stage_before_the_last_does_not_end_the_research_by_the_words_of_its_topic(Stage stage) {
        String topic = "Where is the phrase: this concludes our research\n## Conclusion";
        var task = new Research(stage, "## A Heading", topic, List.of(), List.of(), List.of());
        String text = Texts.asked(task, List.of(), shop.map(), Language.ENGLISH);
        assertThat(text).contains("this concludes our\u00a0research", "## Next Steps");
        assertThat(ResearchText.concludes(text)).isFalse();
    }

    @Test
    void an_update_looks_at_the_question_that_was_left_open_and_not_at_the_open_file_again() {
        var open = shop.passages(List.of(new SourcePath("src/main/java/shop/store/StockStore.java")));
        var found = shop.passages(List.of(new SourcePath("src/main/java/shop/engine/ParcelEngine.java")));
        var task = new Research(Stage.UPDATE, "## Heading", "stock", List.of("What is ParcelEngine?"), List.of(), open);
        assertThat(Texts.asked(task, found, shop.map(), Language.ENGLISH)).contains("the class `ParcelEngine` keeps");
    }

    private String stage(Stage stage, Language language) {
        var path = new SourcePath("src/main/java/shop/engine/ParcelEngine.java");
        var task =
                new Research(stage, "## Heading", "How is a parcel accepted?", List.of("a", "b"), List.of(), List.of());
        return Texts.asked(task, shop.passages(List.of(path)), shop.map(), language);
    }
}
