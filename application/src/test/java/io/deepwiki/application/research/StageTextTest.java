package io.deepwiki.application.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.research.ResearchStage;
import io.deepwiki.domain.research.ResearchText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTextTest {
    /** Whatever the model opens with, and wherever its text is cut into pieces. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'## Research Plan\n\nText.' | '## Research Plan\n\nText.'",
                "'\n\n## Research Plan\nText.' | '## Research Plan\nText.'",
                "'# **Research plan:**\nText.' | '## Research Plan\nText.'",
                "'Research Plan' | '## Research Plan'",
                "'# 研究計画\n本文。' | '## Research Plan\n\n# 研究計画\n本文。'",
                "'Text without end' | '## Research Plan\n\nText without end'",
                "'' | '## Research Plan\n\n'"
            })
    void a_stage_opens_with_its_heading(String written, String text) {
        for (int cut = 0; cut <= written.length(); cut++) {
            StringBuilder taken = new StringBuilder();
            StageText stage = new StageText(new ResearchStage(1), "the topic", taken::append);
            stage.accept(written.substring(0, cut));
            stage.accept(written.substring(cut));
            stage.whole();
            assertThat(taken.toString()).isEqualTo(text + "\n\n## Next Steps\n\n- the topic");
        }
    }

    @Test
    void what_comes_next_stands_outside_of_code_that_the_model_left_open() {
        StringBuilder taken = new StringBuilder();
        StageText stage = new StageText(new ResearchStage(1), "the topic", taken::append);
        stage.accept("## Research Plan\n\n```python\nx = 1\n\n## Next Steps\n- ");
        stage.whole();
        assertThat(taken.toString()).endsWith("\n- \n```\n\n## Next Steps\n\n- the topic");
        assertThat(ResearchText.openQuestions(taken.toString())).containsExactly("the topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"## Research Update 2\n\nText.\n", "# Research update 2:\nText.\n", "Text.\n"})
    void a_note_stands_below_the_heading_and_the_heading_stands_once(String written) {
        StringBuilder taken = new StringBuilder();
        StageText stage = new StageText(new ResearchStage(3), "the topic", taken::append);
        stage.accept("held back");
        stage.again();
        stage.note("Note: shorter.");
        written.chars().forEach(character -> stage.accept(Character.toString(character)));
        stage.whole();
        assertThat(taken.toString().replaceAll("\n+", "\n")).isEqualTo("## Research Update 2\nNote: shorter.\nText.\n");
        assertThat(taken.toString()).startsWith("## Research Update 2\n\nNote: shorter.\n\n");
    }
}
