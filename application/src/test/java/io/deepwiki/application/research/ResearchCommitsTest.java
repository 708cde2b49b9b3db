package io.deepwiki.application.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which commit a research speaks of when it is gone on with after a push. */
@Timeout(60)
class ResearchCommitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Commit FIRST = new Commit("1".repeat(40));
    private static final Commit SECOND = new Commit("2".repeat(40));
    private static final Commit FORGOTTEN = new Commit("f".repeat(40));
    private static final Settled SETTLED = new Settled(new TokenUsage(7, 3, false));

    private final Workshop shop = new Workshop();

    @BeforeEach
    void index() throws Exception {
        shop.source.with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n");
        shop.model.answers((prompt, sink) -> sink.accept(((Prompt.Research) prompt.task()).heading()
                + "\n\nIt burns [src/Engine.java:2-3], and fills [src/Tank.java:1-1].\n"));
        parts(shop.wholeResearch.ask(question(), LeftResearch.READER, Wish.PLAIN));
        shop.source.with("src/Engine.java", "class Engine {}\n").with("src/Tank.java", "class Tank {}\n");
        shop.source.commit();
        shop.clock.forward(Duration.ofMinutes(11)); // the next look is at the remote
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_research_that_is_taken_over_stays_at_its_commit() throws Exception {
        LeftResearch.in(
                shop,
                question(),
                new Opened(FIRST),
                new Stage(1, "plan"),
                new Text(0, "## Research Plan\n\nP.\n"),
                SETTLED);
        List<AnswerPart> parts = parts(shop.streams.resume(LeftResearch.ID, LeftResearch.READER, 0));
        assertThat(parts).filteredOn(Opened.class::isInstance).containsOnly(new Opened(FIRST));
        assertThat(codes(parts)).contains("taken_over").doesNotContain("commit_changed");
        awaitCompleted(LeftResearch.ID);
        assertThat(report())
                .contains("commit " + FIRST.id() + ".", "[src/Engine.java:2-3]")
                .doesNotContain("Tank.java");
    }

    @Test
    void one_whose_commit_is_gone_says_so_and_each_stage_is_judged_by_its_own() throws Exception {
        LeftResearch.in(
                shop,
                question(),
                new Opened(FORGOTTEN),
                new Stage(1, "plan"),
                new Text(0, "## Research Plan\n\nUnknown [src/Gone.java:1-1].\n"),
                SETTLED,
                new Opened(FIRST),
                new Stage(2, "update"),
                new Text(0, "## Research Update 1\n\nOld [src/Engine.java:2-3] [src/Tank.java:1-1].\n"),
                SETTLED,
                new Opened(FORGOTTEN));
        List<AnswerPart> parts = parts(shop.streams.resume(LeftResearch.ID, LeftResearch.READER, 0));
        assertThat(parts).filteredOn(Opened.class::isInstance).last().isEqualTo(new Opened(SECOND));
        assertThat(codes(parts)).contains("commit_changed");
        awaitCompleted(LeftResearch.ID);
        assertThat(report())
                .contains("commit " + FORGOTTEN.id() + ", then " + FIRST.id() + ", then " + SECOND.id() + ".")
                .contains("Unknown [src/Gone.java:1-1].")
                .contains("Old [src/Engine.java:2-3].")
                .contains("## Final Conclusion\n\nIt burns, and fills [src/Tank.java:1-1].");
    }

    private String report() {
        return shop.reports.report(LeftResearch.ID, LeftResearch.READER);
    }

    private static ChatQuestion question() {
        return new ChatQuestion(
                Sources.REPOSITORY,
                Optional.empty(),
                List.of(new Turn(Turn.Role.USER, "How does the engine burn?")),
                ScriptedModel.REF,
                Language.ENGLISH,
                Optional.empty(),
                Optional.empty(),
                FileFilter.NONE);
    }

    private static List<String> codes(List<AnswerPart> parts) {
        return parts.stream()
                .filter(Notice.class::isInstance)
                .map(part -> ((Notice) part).code())
                .toList();
    }

    private static List<AnswerPart> parts(Answering answering) throws InterruptedException {
        List<AnswerPart> parts = new ArrayList<>();
        try (Feed<AnswerPart> feed = answering.parts()) {
            while (!feed.ended()) {
                feed.next(PATIENCE).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private void awaitCompleted(StreamId id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shop.streams.look(id, LeftResearch.READER).stream().state() != StreamState.COMPLETED) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
