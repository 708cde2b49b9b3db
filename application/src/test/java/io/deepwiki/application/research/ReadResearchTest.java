package io.deepwiki.application.research;

import static io.deepwiki.application.research.Researches.READER;
import static io.deepwiki.application.research.Researches.awaitState;
import static io.deepwiki.application.research.Researches.codes;
import static io.deepwiki.application.research.Researches.parts;
import static io.deepwiki.application.research.Researches.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.wiki.Headings;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadResearchTest {
    private final Workshop shop = new Workshop();

    @BeforeEach
    void fill() {
        shop.source.with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void the_report_begins_with_the_conclusion_and_cites_only_what_is_there() throws Exception {
        shop.model.answers((prompt, sink) -> sink.accept(((Prompt.Research) prompt.task()).heading()
                + "\n\nIt burns [src/Engine.java:1-2], not [src/None.java:1-1].\n"));
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        List<AnswerPart> parts = parts(answering);
        assertThat(codes(parts)).contains("unresolved_citations");
        awaitState(shop, answering.stream().id(), StreamState.COMPLETED);
        String report = shop.reports.report(answering.stream().id(), READER);
        assertThat(report)
                .contains("[src/Engine.java:1-2], not.")
                .doesNotContain("None.java")
                .containsSubsequence("## Final Conclusion", "## Research Plan", "## Research Update 3");
        assertThatThrownBy(() -> shop.reports.report(answering.stream().id(), new Caller("stranger")))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void code_that_a_stage_left_open_holds_none_of_the_other_stages() throws Exception {
        shop.model.answers(
                (prompt, sink) -> sink.accept(((Prompt.Research) prompt.task()).heading() + "\n\n```python\nx = 1"));
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        parts(answering);
        awaitState(shop, answering.stream().id(), StreamState.COMPLETED);
        assertThat(Headings.of(shop.reports.report(answering.stream().id(), READER)))
                .extracting(Headings.Heading::title)
                .contains("Final Conclusion", "Research Plan", "Next Steps", "Research Update 1", "Research Update 3");
    }

    @Test
    void who_asks_for_the_report_of_what_failed_at_once_is_told_why_and_not_to_look_again() throws Exception {
        shop.model.answers((_, _) -> {
            throw new ModelException(new ModelFailure.BadCredentials("SOME_KEY"));
        });
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        parts(answering);
        awaitState(shop, answering.stream().id(), StreamState.FAILED);
        assertRefused(answering.stream().id(), "no_report", "SOME_KEY");
    }

    @Test
    void a_report_of_which_nothing_is_whole_yet_may_be_asked_for_again() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        shop.model.answers((_, _) -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                throw new ReaderGone();
            }
        });
        Answering answering = shop.wholeResearch.ask(question(), READER, Wish.PLAIN);
        asked.await();
        assertRefused(answering.stream().id(), "no_stage_yet", "look again later");
        shop.streams.cancel(answering.stream().id(), READER);
        awaitState(shop, answering.stream().id(), StreamState.CANCELLED);
        assertRefused(answering.stream().id(), "no_report", "was stopped");
    }

    private void assertRefused(StreamId id, String code, String why) {
        assertThatThrownBy(() -> shop.reports.report(id, READER))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOfSatisfying(Conflict.class, conflict -> {
                            assertThat(conflict.code()).isEqualTo(code);
                            assertThat(conflict.sentence()).contains(why);
                        }));
    }
}
