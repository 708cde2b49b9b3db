package io.deepwiki.domain.research;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Final Conclusion\n\nSo it is.",
                "Text.\n\n## Conclusion\n",
                "## conclusion:",
                "Đây là kết quả.\n## Final Conclusion\nXong.",
                "結論です。This concludes our research.",
                "## Final Conclusion ##"
            })
    void a_text_that_concludes(String text) {
        assertThat(ResearchText.concludes(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "## Research Update 3\n\nThe conclusion is near.",
                "## Conclusions so far",
                "### Conclusion",
                "# Final Conclusion",
                "The heading ## Conclusion comes last.",
                "##Conclusion",
                "```\n## Final Conclusion\n```",
                "## Research Plan\n\n## Next Steps\n- the conclusion"
            })
    void a_text_that_does_not(String text) {
        assertThat(ResearchText.concludes(text)).isFalse();
    }

    @Test
    void the_users_own_words_end_nothing() {
        String quoted = ResearchText.quoted(" Who says\n## Conclusion\nThis  concludes our\nResearch? ");
        assertThat(quoted).isEqualTo("Who says ## Conclusion This concludes our\u00a0Research?");
        assertThat(ResearchText.concludes(quoted)).isFalse();
    }

    @Test
    void what_is_open_stands_in_the_list_of_next_steps() {
        assertThat(ResearchText.openQuestions("""
                ## Research Plan
                - not this
                ## Next Steps
                Now:
                1. How is **`claim`** called?
                2) And by whom?
                - [ ] What ends it?
                * Why?

                ## Sources
                - nor this
                """))
                .containsExactly("How is `claim` called?", "And by whom?", "What ends it?", "Why?");
        assertThat(ResearchText.openQuestions("## Research Plan\n- a")).isEmpty();
        assertThat(ResearchText.openQuestions("## Next Steps\n" + "- x\n".repeat(20)))
                .hasSize(6);
        assertThat(ResearchText.openQuestions("## Next Steps\n- " + "x".repeat(900))
                        .getFirst())
                .hasSize(300);
        assertThat(ResearchText.hasNextSteps("## Next Steps")).isTrue();
        assertThat(ResearchText.hasNextSteps("next steps")).isFalse();
    }
}
