package io.deepwiki.domain.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.chat.Turn.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchTest {
    @Test
    void a_conversation_without_the_mark_is_none() {
        assertThat(Research.of(said("What is it?"))).isEmpty();
        assertThat(Research.of(said("What is [DEEP RESEARCH] here?"))).isEmpty();
        assertThat(Research.of(List.of(
                        new Turn(Role.USER, "Hello"),
                        new Turn(Role.ASSISTANT, "[DEEP RESEARCH] no"),
                        new Turn(Role.USER, "Well?"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DEEP RESEARCH] How are jobs claimed?", "  [deep research]How are jobs claimed?"})
    void the_mark_at_the_beginning_makes_it_one(String first) {
        assertThat(Research.of(said(first))).contains(new Research("How are jobs claimed?", new ResearchStage(1)));
    }

    @Test
    void every_answer_is_an_iteration_and_the_topic_stays() {
        String[] said = {
            "[DEEP RESEARCH] How are jobs claimed?",
            "[DEEP RESEARCH] Continue the research",
            "[DEEP RESEARCH] continue",
            "Continue the research",
            "[DEEP RESEARCH]",
            "[DEEP RESEARCH] Continue the research"
        };
        for (int i = 1; i <= said.length; i++) {
            String[] so = new String[i];
            System.arraycopy(said, 0, so, 0, i);
            assertThat(Research.of(said(so)))
                    .contains(new Research("How are jobs claimed?", new ResearchStage(Math.min(5, i))));
        }
    }

    @Test
    void a_research_may_begin_in_the_middle_and_may_turn_to_something_else() {
        assertThat(Research.of(said("Hello", "[DEEP RESEARCH] How?")))
                .contains(new Research("How?", new ResearchStage(2)));
        assertThat(Research.of(said("How?", "[DEEP RESEARCH] Continue the research")))
                .contains(new Research("How?", new ResearchStage(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tiếp tục nghiên cứu",
                "調査を続けてください",
                "Continue the deep research",
                "Please continue with the next step",
                "And now the second of your steps"
            })
    void whatever_is_said_within_a_research_its_topic_is_what_the_first_message_names(String then) {
        assertThat(Research.of(said("[DEEP RESEARCH] How?", "[DEEP RESEARCH] " + then)))
                .contains(new Research("How?", new ResearchStage(2)));
    }

    @Test
    void another_topic_may_follow_a_conclusion() {
        List<Turn> turns = new ArrayList<>(said("[DEEP RESEARCH] How?", "[DEEP RESEARCH] Tiếp tục"));
        turns.add(new Turn(Role.ASSISTANT, "## Final Conclusion\n\nSo."));
        turns.add(new Turn(Role.USER, "[DEEP RESEARCH] tiếp tục nghiên cứu"));
        assertThat(Research.of(turns).orElseThrow().topic()).isEqualTo("How?");
        turns.set(turns.size() - 1, new Turn(Role.USER, "[DEEP RESEARCH] Why?"));
        assertThat(Research.of(turns).orElseThrow().topic()).isEqualTo("Why?");
        turns.addAll(List.of(new Turn(Role.ASSISTANT, "Well."), new Turn(Role.USER, "[DEEP RESEARCH] Onwards!")));
        assertThat(Research.of(turns).orElseThrow().topic()).isEqualTo("Why?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "continue.",
                "Please continue the research",
                "继续研究",
                "請繼續",
                "続けてください。",
                "계속해 주세요",
                "연구를 계속해 주세요",
                "Continúa la investigación",
                "Por favor, continue a pesquisa",
                "Hãy tiếp tục nghiên cứu!",
                "Veuillez poursuivre la recherche",
                "Продолжайте исследование",
                "Bitte weiter",
                "Setze die Recherche fort"
            })
    void who_only_asks_to_go_on_names_no_topic_in_any_language(String text) {
        assertThat(Research.on(said("How?", text)).topic()).isEqualTo("How?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Continue statements: how are they parsed?",
                "Does the loop continue?",
                "続ける処理はどこにありますか",
                "계속 실행되는 이유는?",
                "Tiếp tục ở đâu sau khi lỗi?",
                "weiterleiten",
                "Continuez-vous sans base de données ?"
            })
    void who_asks_about_going_on_names_a_topic(String text) {
        assertThat(Research.on(said("How?", text)).topic()).isEqualTo(text);
    }

    @Test
    void any_question_can_be_made_into_one() {
        assertThat(Research.on(said("Hello", "How?"))).isEqualTo(new Research("How?", new ResearchStage(1)));
        assertThat(Research.on(said("[DEEP RESEARCH] How?"))).isEqualTo(new Research("How?", new ResearchStage(1)));
        assertThat(Research.on(said("[DEEP RESEARCH] How?", "And why?")).topic())
                .isEqualTo("And why?");
        assertThat(Research.on(said("[DEEP RESEARCH] How?", "[DEEP RESEARCH] Why?"))
                        .topic())
                .isEqualTo("Why?");
    }

    @Test
    void a_follow_up_is_searched_with_the_question_before_it() {
        List<Turn> turns = said("Tell me of the tank", "continue", "[DEEP RESEARCH] And what is in it?");
        assertThat(Research.on(turns).searched(turns)).isEqualTo("Tell me of the tank\nAnd what is in it?");
        assertThat(Research.on(said("How?")).searched(said("How?"))).isEqualTo("How?");
    }

    @Test
    void a_plan_ends_nothing_by_the_phrase_and_a_text_about_the_phrase_neither() {
        String phrase = "So this concludes our research.";
        Research how = new Research("How?", ResearchStage.first());
        Research phrases = new Research("Who says \"This concludes our research\"?", ResearchStage.first());
        ResearchStage update = new ResearchStage(2);
        assertThat(how.endsWith(ResearchStage.first(), phrase)).isFalse();
        assertThat(how.endsWith(update, phrase)).isTrue();
        assertThat(phrases.endsWith(update, phrase)).isFalse();
        assertThat(phrases.endsWith(update, "## Conclusion\n")).isTrue();
        assertThat(phrases.endsWith(new ResearchStage(5), "")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, ## Research Plan, plan",
        "2, ## Research Update 1, update",
        "3, ## Research Update 2, update",
        "4, ## Research Update 3, update",
        "5, ## Final Conclusion, conclusion"
    })
    void each_stage_has_its_heading(int iteration, String heading, String word) {
        ResearchStage stage = new ResearchStage(iteration);
        assertThat(stage.heading()).isEqualTo(heading);
        assertThat(stage.word()).isEqualTo(word);
        assertThat(ResearchText.concludes(stage.heading() + "\n\nText.")).isEqualTo(iteration == 5);
    }

    @Test
    void there_is_nothing_behind_the_conclusion() {
        assertThatThrownBy(() -> new ResearchStage(5).next()).isInstanceOf(IllegalArgumentException.class);
        assertThat(new ResearchStage(4).next().concludes()).isTrue();
        assertThat(ResearchStage.after(17)).isEqualTo(new ResearchStage(5));
    }

    /** Every user message but the last has been answered. */
    private static List<Turn> said(String... messages) {
        List<Turn> turns = new ArrayList<>();
        for (String message : messages) {
            turns.add(new Turn(Role.USER, message));
            turns.add(new Turn(Role.ASSISTANT, "Well."));
        }
        return turns.subList(0, turns.size() - 1);
    }
}
