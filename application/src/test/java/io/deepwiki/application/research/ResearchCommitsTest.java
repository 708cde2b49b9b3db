package io.deepwiki.application.research;

import static io.deepwiki.application.research.Researches.awaitState;
import static io.deepwiki.application.research.Researches.codes;
import static io.deepwiki.application.research.Researches.parts;
import static io.deepwiki.application.research.Researches.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which commit a research speaks of when it is gone on with after a push. */
@Timeout(60)
class ResearchCommitsTest {
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
        awaitState(shop, LeftResearch.ID, StreamState.COMPLETED);
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
        awaitState(shop, LeftResearch.ID, StreamState.COMPLETED);
        assertThat(report())
                .contains("commit " + FORGOTTEN.id() + ", then " + FIRST.id() + ", then " + SECOND.id() + ".")
                .contains("Unknown [src/Gone.java:1-1].")
                .contains("Old [src/Engine.java:2-3].")
                .contains("## Final Conclusion\n\nIt burns, and fills [src/Tank.java:1-1].");
    }

    private String report() {
        return shop.reports.report(LeftResearch.ID, LeftResearch.READER);
    }
}
