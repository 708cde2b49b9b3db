package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Submitted;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshRunTest {
    private static final Caller READER = new Caller("reader");
    private static final String PLAN = """
            TITLE: The rocket
            SECTION: All
            PAGE: Engine
            FILES: src/Engine.java
            PAGE: Tank
            FILES: src/Tank.java
            RELATED: Engine
            PAGE: Words
            FILES: README.md
            """;

    private final Workshop shop = new Workshop();
    /** What the model was asked for since this was emptied: titles of pages, or the plan. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile int revision = 1;
    private volatile String broken = "";

    @BeforeEach
    void fill() {
        shop.source
                .with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n")
                .with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n")
                .with("src/Tank.java", "class Tank {\n    int fuel;\n}\n");
        shop.model.answers((prompt, sink) -> {
            switch (prompt.task()) {
                case Prompt.Plan _ -> {
                    asked.add("plan");
                    sink.accept(PLAN);
                }
                case Prompt.Page page -> {
                    asked.add(page.title());
                    if (page.title().equals(broken)) {
                        throw new ModelException(new ModelFailure.Overloaded());
                    }
                    sink.accept("# " + page.title() + " " + revision + "\n\nSee ["
                            + page.files().getFirst() + ":1-2]"
                            + (page.title().equals("Words") ? " and [src/Tank.java:1-2].\n" : ".\n"));
                }
                case Prompt.Repair _, Prompt.Answer _, Prompt.Research _ -> throw new AssertionError("not asked for");
            }
        });
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void only_pages_that_list_or_cite_a_changed_file_are_written_again_and_the_log_says_why() throws Exception {
        made();
        shop.source.with("src/Tank.java", "class Tank {\n    long fuel;\n}\n").commit();
        Submitted refresh = submit(Writing.WHAT_CHANGED);
        assertThat(refresh.message()).isEqualTo("The wiki is being refreshed.");
        List<JobEvent> events = watch(refresh.job());
        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(asked).containsExactlyInAnyOrder("Tank", "Words");
        assertThat(messages(events))
                .contains(
                        "1 file has changed since 1111111111: the plan stays, 1 page is kept, 2 are written again.",
                        "Kept \"Engine\": nothing that it lists or cites has changed.",
                        "\"Tank\" is written again, since src/Tank.java has changed.",
                        "\"Words\" is written again, since src/Tank.java has changed.");
        assertThat(content("engine")).startsWith("# Engine 1");
        assertThat(content("tank")).startsWith("# Tank 2");
        assertThat(content("words")).startsWith("# Words 2");
        assertThat(wiki().subject().commit()).isEqualTo(Sources.commit('2'));
        assertThat(shop.queries
                        .find(refresh.job(), READER)
                        .view()
                        .tokens()
                        .provider()
                        .usage()
                        .total())
                .as("what is kept costs nothing")
                .isEqualTo(30);
    }

    @Test
    void a_commit_that_no_page_stands_on_costs_no_call() throws Exception {
        made();
        shop.source.with("src/Wing.java", "class Wing {\n    int span;\n}\n").commit();
        List<JobEvent> events = watch(submit(Writing.WHAT_CHANGED).job());
        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(asked).isEmpty();
        assertThat(wiki().subject().commit()).isEqualTo(Sources.commit('2'));
    }

    @Test
    void a_file_that_is_gone_takes_its_page_with_it() throws Exception {
        made();
        shop.source.without("src/Engine.java").commit();
        List<JobEvent> events = watch(submit(Writing.WHAT_CHANGED).job());
        assertThat(messages(events))
                .contains(
                        "\"Engine\" is left out, since src/Engine.java is gone.",
                        "\"Tank\" is written again, since it points to the page engine, which is left out.");
        assertThat(wiki().outline().pages()).extracting(PagePlan::slug).containsExactly("tank", "words");
    }

    @Test
    void a_new_module_is_planned_anew() throws Exception {
        made();
        for (int i = 0; i < 6; i++) {
            shop.source.with("launchpad/Part" + i + ".java", "class Part" + i + " {\n    int x;\n}\n");
        }
        shop.source.commit();
        List<JobEvent> events = watch(submit(Writing.WHAT_CHANGED).job());
        assertThat(asked).contains("plan", "Engine", "Tank", "Words");
        assertThat(messages(events))
                .contains("The pages are planned anew and all written, since the module launchpad came.");
    }

    @Test
    void an_unchanged_commit_is_answered_with_the_job_that_is_done() throws Exception {
        JobId done = made();
        Submitted again = submit(Writing.WHAT_CHANGED);
        assertThat(again.existing()).isTrue();
        assertThat(again.job()).isEqualTo(done);
        assertThat(again.message()).contains("Nothing has changed");
    }

    @Test
    void without_a_published_wiki_it_is_a_whole_job_and_says_so() throws Exception {
        shop.working();
        Submitted submitted = submit(Writing.WHAT_CHANGED);
        assertThat(submitted.message()).isEqualTo("There is no wiki to refresh yet: the whole wiki is being made.");
        assertThat(messages(watch(submitted.job())))
                .contains("There is no published wiki to refresh: every page is written.");
        assertThat(asked).containsExactlyInAnyOrder("plan", "Engine", "Tank", "Words");
    }

    @Test
    void a_page_that_could_not_be_written_is_made_up_for() throws Exception {
        shop.working();
        broken = "Tank";
        JobId partly = submit(Writing.IF_NEEDED).job();
        assertThat(watch(partly).getLast().state()).isEqualTo(new JobState.Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(wiki().outline().pages()).hasSize(2);
        broken = "";
        asked.clear();
        List<JobEvent> events = watch(submit(Writing.WHAT_CHANGED).job());
        assertThat(asked).containsExactly("Tank");
        assertThat(messages(events))
                .anySatisfy(message -> assertThat(message).startsWith("Nothing has changed since 1111111111"))
                .contains("\"Tank\" is written again, since the published wiki does not have it.");
        assertThat(wiki().outline().pages()).extracting(PagePlan::slug).containsExactly("engine", "tank", "words");
    }

    @Test
    void an_open_job_serves_every_order_for_the_same_however_much_it_writes() {
        JobId open = submit(Writing.WHAT_CHANGED).job();
        for (Writing writing : Writing.values()) {
            Submitted again = submit(writing);
            assertThat(again).isEqualTo(new Submitted(open, true, "This wiki is being refreshed already."));
        }
    }

    private JobId made() throws InterruptedException {
        shop.working();
        JobId job = submit(Writing.IF_NEEDED).job();
        watch(job);
        asked.clear();
        revision = 2;
        return job;
    }

    private Wiki wiki() {
        return shop.wikis.list(READER).getFirst().wiki();
    }

    private String content(String slug) {
        return shop.wikis.page(wiki().id(), slug, READER).content();
    }

    private Submitted submit(Writing writing) {
        WikiRequest request = new WikiRequest(
                Sources.REPOSITORY,
                Optional.empty(),
                Language.ENGLISH,
                WikiMode.COMPREHENSIVE,
                ScriptedModel.REF,
                Optional.of(3),
                FileFilter.NONE);
        return shop.submit.submit(new Submission(request, Optional.empty(), writing, Ceilings.NONE), READER);
    }

    private static List<String> messages(List<JobEvent> events) {
        return events.stream().map(event -> event.what().message()).toList();
    }

    private List<JobEvent> watch(JobId job) throws InterruptedException {
        List<JobEvent> events = new ArrayList<>();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            while (!feed.ended()) {
                Optional<JobEvent> event = feed.next(Duration.ofSeconds(20)).map(JobLine::event);
                assertThat(event).as("something happens").isPresent();
                events.add(event.get());
            }
        }
        return events;
    }
}
