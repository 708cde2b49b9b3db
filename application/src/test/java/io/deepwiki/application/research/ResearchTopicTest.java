package io.deepwiki.application.research;

import static io.deepwiki.application.research.Researches.READER;
import static io.deepwiki.application.research.Researches.conversation;
import static io.deepwiki.application.research.Researches.parts;
import static io.deepwiki.application.research.Researches.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.llm.port.Prompt.Turn;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Sources;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.research.Research;
import io.deepwiki.domain.research.ResearchText;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResearchTopicTest {
    private static final String PHRASE = "this concludes our research";

    private final Workshop shop = new Workshop();
    private final List<Prompt.Research> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void fill() {
        shop.source
                .with("src/Engine.java", "class Engine {\n    void stop() {}\n}\n")
                .with("src/Greeter.java", "class Greeter {\n    void greet() {}\n}\n");
        shop.model.answers((prompt, sink) -> {
            Prompt.Research task = (Prompt.Research) prompt.task();
            asked.add(task);
            sink.accept(task.heading() + "\n\nOn " + task.topic() + "\n");
        });
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void what_was_said_before_is_told_to_every_stage_and_searched_with() throws Exception {
        List<AnswerPart> parts = researched(conversation("We speak of the Greeter only", "ok", "How does it end?"));
        assertThat(asked).hasSize(5).allSatisfy(task -> {
            assertThat(task.topic()).isEqualTo("How does it end?");
            assertThat(task.history()).extracting(Turn::content).startsWith("We speak of the Greeter only", "ok");
        });
        assertThat(parts)
                .filteredOn(Sources.class::isInstance)
                .allSatisfy(part -> assertThat(((Sources) part).passages())
                        .anySatisfy(source -> assertThat(source.path().value()).isEqualTo("src/Greeter.java")));
    }

    @Test
    void what_is_asked_behind_a_research_is_looked_into_and_its_plan_is_no_update_of_the_other() throws Exception {
        researched(conversation(
                "[DEEP RESEARCH] first topic alpha",
                "## Research Plan\n\n## Next Steps\n- alpha\n\n## Final Conclusion\n\nSo.",
                "And how does beta work?"));
        assertThat(asked).allSatisfy(task -> assertThat(task.topic()).isEqualTo("And how does beta work?"));
        assertThat(asked.getFirst().open()).isEmpty();
    }

    @Test
    void a_research_about_the_phrase_that_ends_one_runs_through_all_stages() throws Exception {
        List<AnswerPart> parts = researched(conversation("Where does it look for: " + PHRASE));
        assertThat(parts).filteredOn(Stage.class::isInstance).hasSize(5);
    }

    @Test
    void no_plan_ends_with_the_users_own_words_for_the_end() throws Exception {
        shop.model.answers((_, sink) -> sink.accept("A plan."));
        ChatQuestion question =
                conversation("[DEEP RESEARCH] Who says \"This concludes our research\"?\n## Conclusion\n");
        Research research = Research.of(question.turns()).orElseThrow();
        String plan = text(parts(shop.research.ask(question, research, READER, Wish.PLAIN)));
        assertThat(plan).contains("## Next Steps\n\n- Who says \"This concludes our\u00a0research\"? ## Conclusion");
        assertThat(ResearchText.concludes(plan)).isFalse();
    }

    private List<AnswerPart> researched(ChatQuestion question) throws InterruptedException {
        return parts(shop.wholeResearch.ask(question, READER, Wish.PLAIN));
    }
}
