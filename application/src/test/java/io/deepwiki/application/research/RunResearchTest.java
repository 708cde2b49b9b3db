package io.deepwiki.application.research;

import static io.deepwiki.application.research.Researches.READER;
import static io.deepwiki.application.research.Researches.awaitState;
import static io.deepwiki.application.research.Researches.codes;
import static io.deepwiki.application.research.Researches.parts;
import static io.deepwiki.application.research.Researches.question;
import static io.deepwiki.application.research.Researches.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.research.Research;
import io.deepwiki.domain.usage.TokenUsage;
import io.deepwiki.domain.wiki.Headings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunResearchTest {
    private final Workshop shop = new Workshop();
    private final List<Prompt.Research> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void fill() {
        shop.source
                .with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n")
                .with("src/Tank.java", "class Tank {\n    int fuel;\n}\n");
        shop.model.answers((prompt, sink) -> {
            Prompt.Research task = (Prompt.Research) prompt.task();
            asked.add(task);
            sink.asked(50);
            sink.accept(task.heading() + "\n\nIt burns [src/Engine.java:1-2], not [src/None.java:1-1].\n");
            sink.accept("\n## Next Steps\n\n- What is in the Tank?\n");
        });
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void all_stages_run_in_one_stream_and_each_goes_on_from_what_was_left_open() throws Exception {
        List<AnswerPart> parts = parts(shop.wholeResearch.ask(question(), READER, Wish.PLAIN));
        assertThat(parts)
                .filteredOn(Stage.class::isInstance)
                .containsExactly(
                        new Stage(1, "plan"),
                        new Stage(2, "update"),
                        new Stage(3, "update"),
                        new Stage(4, "update"),
                        new Stage(5, "conclusion"));
        assertThat(text(parts)).contains("## Research Plan", "## Research Update 3", "\n\n## Final Conclusion\n");
        assertThat(parts.getLast()).isInstanceOf(Done.class);
        assertThat(parts).contains(new Used(new TokenUsage(50, 25, false)));
        assertThat(asked)
                .extracting(task -> task.open().size(), task -> task.history().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 0),
                        org.assertj.core.groups.Tuple.tuple(1, 2),
                        org.assertj.core.groups.Tuple.tuple(1, 4),
                        org.assertj.core.groups.Tuple.tuple(1, 6),
                        org.assertj.core.groups.Tuple.tuple(1, 8));
        List<AnswerPart> sources =
                parts.stream().filter(AnswerPart.Sources.class::isInstance).toList();
        assertThat(sources).hasSize(5);
        assertThat(((AnswerPart.Sources) sources.get(1)).passages())
                .as("the tank was only named by the open question")
                .anySatisfy(source -> assertThat(source.path().value()).isEqualTo("src/Tank.java"));
    }

    @Test
    void a_model_that_concludes_early_is_believed_but_no_plan_is_a_conclusion() throws Exception {
        shop.model.answers((_, sink) -> sink.accept("Nothing is left. This concludes our research.\n"));
        List<AnswerPart> parts = parts(shop.wholeResearch.ask(question(), READER, Wish.PLAIN));
        assertThat(parts).filteredOn(Stage.class::isInstance).hasSize(2);
        assertThat(parts.getLast()).isInstanceOf(Done.class);
    }

    @Test
    void a_database_that_is_away_between_two_stages_ends_nothing() throws Exception {
        List<String> failed = new CopyOnWriteArrayList<>();
        shop.model.answers((prompt, sink) -> {
            Prompt.Research task = (Prompt.Research) prompt.task();
            if (task.stage() == Prompt.Research.Stage.UPDATE && failed.isEmpty()) {
                failed.add(task.heading());
                throw new FailureException(new Unavailable(Unavailable.DATABASE_AWAY, "", Optional.empty()));
            }
            sink.accept(task.heading() + "\n\nIt burns.\n");
        });
        List<AnswerPart> parts = parts(shop.wholeResearch.ask(question(), READER, Wish.PLAIN));
        assertThat(failed).hasSize(1);
        assertThat(parts).filteredOn(Stage.class::isInstance).hasSize(5);
        assertThat(parts.getLast()).isInstanceOf(Done.class);
    }

    @Test
    void a_stage_that_fails_in_passing_is_asked_again_and_stands_once_in_the_report() throws Exception {
        List<String> failed = new CopyOnWriteArrayList<>();
        shop.model.answers((prompt, sink) -> {
            Prompt.Research task = (Prompt.Research) prompt.task();
            asked.add(task);
            sink.accept(task.heading() + "\n\n");
            if (task.stage() == Prompt.Research.Stage.UPDATE && failed.isEmpty()) {
                failed.add(task.heading());
                sink.accept("Half of. This concludes our research\n\n```java\n");
                throw new ModelException(new ModelFailure.RateLimited(Optional.of(Duration.ofMillis(1))));
            }
            sink.accept("Whole.\n");
        });
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        List<AnswerPart> parts = parts(answering);
        assertThat(parts.getLast()).isInstanceOf(Done.class);
        assertThat(codes(parts)).contains("stage_restarted");
        assertThat(Headings.of(text(parts)))
                .as("what was cut within code holds none of what follows")
                .extracting(Headings.Heading::title)
                .contains("Research Update 3", "Final Conclusion");
        awaitState(shop, answering.stream().id(), StreamState.COMPLETED);
        assertThat(shop.reports.report(answering.stream().id(), READER)).doesNotContain("Half of");
        assertThat(asked.getLast().history())
                .as("what was broken off is no part of the conversation")
                .noneMatch(turn -> turn.content().contains("Half of"));
    }

    @Test
    void a_model_that_has_nothing_to_say_is_not_asked_again() throws Exception {
        shop.model.answers((prompt, _) -> {
            asked.add((Prompt.Research) prompt.task());
            throw new ModelException(new ModelFailure.EmptyAnswer());
        });
        assertThat(parts(shop.wholeResearch.ask(question(), READER, Wish.PLAIN)).getLast())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure().toString()).contains("The model gave an empty answer"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_stage_that_fails_for_good_ends_the_research_and_what_is_whole_stays() throws Exception {
        shop.model.answers((prompt, sink) -> {
            Prompt.Research task = (Prompt.Research) prompt.task();
            if (task.stage() != Prompt.Research.Stage.PLAN) {
                throw new ModelException(new ModelFailure.QuotaGone());
            }
            sink.accept("The plan.\n");
        });
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        parts(answering);
        awaitState(shop, answering.stream().id(), StreamState.FAILED);
        assertThat(shop.reports.report(answering.stream().id(), READER))
                .contains("## Research Plan\n\nThe plan.", "## Next Steps");
    }

    @Test
    void nobody_needs_to_read_along() throws Exception {
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        answering.parts().close();
        awaitState(shop, answering.stream().id(), StreamState.COMPLETED);
    }

    @Test
    void a_research_whose_instance_is_closed_is_left_to_the_next() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        shop.model.answers((_, _) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                throw new ReaderGone();
            }
        });
        StreamId id =
                shop.wholeResearch.ask(question(), READER, Wish.PLAIN).stream().id();
        begun.await();
        shop.close();
        assertThat(shop.streams.look(id, READER).stream().state()).isEqualTo(StreamState.RUNNING);
        assertThat(shop.database.researches().find(id)).isPresent();
        assertThat(shop.database.signs().claimAbandoned(LeftResearch.WRITER, 10))
                .extracting(ChatStream::id)
                .containsExactly(id);
    }

    @Test
    void a_research_whose_instance_died_within_a_stage_is_gone_on_with() throws Exception {
        left(
                new Stage(1, "plan"),
                new Text(0, "## Research Plan\n\nP.\n"),
                new Settled(new TokenUsage(7, 3, false)),
                new Text(22, "\n\n"),
                new Stage(2, "update"),
                new AnswerPart.Asked(20),
                new Text(24, "## Research Upd"));
        List<AnswerPart> parts = parts(shop.streams.resume(LeftResearch.ID, READER, 0));
        assertThat(parts)
                .filteredOn(Stage.class::isInstance)
                .extracting(part -> ((Stage) part).iteration())
                .containsExactly(1, 2, 2, 3, 4, 5);
        assertThat(codes(parts)).contains("taken_over");
        assertThat(text(parts)).startsWith("## Research Plan\n\nP.\n\n\n## Research Upd\n\n## Research Update 1\n");
        assertThat(parts)
                .as("4 stages, and what the dead instance spent")
                .contains(new Used(new TokenUsage(67, 27, true)));
        awaitState(shop, LeftResearch.ID, StreamState.COMPLETED);
        assertThat(asked.getFirst().history()).hasSize(2);
        assertThat(shop.reports.report(LeftResearch.ID, READER)).doesNotContain("## Research Upd\n");
    }

    @Test
    void a_research_whose_instance_died_between_stages_is_gone_on_with() throws Exception {
        left(new Stage(1, "plan"), new Text(0, "## Research Plan\n\nP.\n"), new Settled(new TokenUsage(7, 3, false)));
        List<AnswerPart> parts = parts(shop.streams.resume(LeftResearch.ID, READER, 0));
        assertThat(parts)
                .filteredOn(Stage.class::isInstance)
                .extracting(part -> ((Stage) part).iteration())
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void a_research_whose_model_is_no_longer_offered_is_ended() throws Exception {
        shop.model.withdraw();
        left(new Stage(1, "plan"), new Text(0, "x"));
        parts(shop.streams.resume(LeftResearch.ID, READER, 0));
        awaitState(shop, LeftResearch.ID, StreamState.INTERRUPTED);
    }

    @Test
    void what_a_broken_off_call_held_back_is_not_in_the_text() throws Exception {
        List<String> failed = new CopyOnWriteArrayList<>();
        shop.model.answers((prompt, sink) -> {
            Prompt.Research task = (Prompt.Research) prompt.task();
            if (failed.isEmpty()) {
                failed.add(task.heading());
                sink.accept("held back");
                throw new ModelException(new ModelFailure.TooLong());
            }
            sink.accept(task.heading() + "\n\nWhole.\n");
        });
        assertThat(text(parts(shop.wholeResearch.ask(question(), READER, Wish.PLAIN))))
                .contains("Whole.")
                .doesNotContain("held back");
    }

    @Test
    void a_stage_that_had_to_do_without_the_code_says_so_right_below_its_heading() throws Exception {
        List<String> refused = new CopyOnWriteArrayList<>();
        shop.model.answers((prompt, sink) -> {
            String heading = ((Prompt.Research) prompt.task()).heading();
            if (!refused.contains(heading)) {
                refused.add(heading);
                throw new ModelException(new ModelFailure.TooLong());
            }
            sink.accept(heading + "\n\nWhole.\n");
        });
        String text = text(parts(shop.wholeResearch.ask(question(), READER, Wish.PLAIN)));
        assertThat(refused).hasSize(5);
        for (String heading : refused) {
            assertThat(text).containsOnlyOnce(heading).contains(heading + "\n\nNote: ");
        }
    }

    @Test
    void a_research_that_takes_every_instance_down_is_ended() throws Exception {
        Notice restarted = new Notice(StagesDone.TAKEN_OVER, "Again.");
        left(new Stage(1, "plan"), restarted, restarted, restarted, new Text(0, "x"));
        parts(shop.streams.resume(LeftResearch.ID, READER, 0));
        awaitState(shop, LeftResearch.ID, StreamState.INTERRUPTED);
        assertThat(asked).isEmpty();
    }

    private void left(AnswerPart... parts) {
        LeftResearch.in(shop, question(), parts);
    }

    @Test
    void a_client_that_drives_the_research_gets_one_stage_a_request() throws Exception {
        ChatQuestion question = question()
                .with(List.of(
                        new Turn(Turn.Role.USER, "[DEEP RESEARCH] How does it burn?"),
                        new Turn(Turn.Role.ASSISTANT, "## Research Plan\n\n## Next Steps\n- the Tank"),
                        new Turn(Turn.Role.USER, "[DEEP RESEARCH] Continue the research")));
        shop.model.answers((prompt, sink) -> {
            asked.add((Prompt.Research) prompt.task());
            sink.accept("# Cập nhật\n\nXong.");
        });
        Research research = Research.of(question.turns()).orElseThrow();
        List<AnswerPart> parts = parts(shop.research.ask(question, research, READER, Wish.PLAIN));
        assertThat(text(parts)).isEqualTo("## Research Update 1\n\n# Cập nhật\n\nXong.");
        assertThat(asked)
                .singleElement()
                .satisfies(task -> assertThat(task.topic()).isEqualTo("How does it burn?"))
                .satisfies(task -> assertThat(task.open()).containsExactly("the Tank"));
    }
}
