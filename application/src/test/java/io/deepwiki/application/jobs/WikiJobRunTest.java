package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.JobQueries.JobDetails;
import io.deepwiki.application.jobs.JobQueries.JobFilter;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Submitted;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WikiJobRunTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PLAN = """
            TITLE: The rocket
            DESCRIPTION: It flies.
            SECTION: All
            PAGE: Engine
            ABOUT: What drives it
            IMPORTANCE: high
            FILES: src/Engine.java
            PAGE: Tank
            ABOUT: What feeds it
            FILES: src/Tank.java
            RELATED: Engine
            """;

    private final Workshop shop = new Workshop();

    @BeforeEach
    void fill() {
        shop.source
                .with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n")
                .with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n")
                .with("src/Tank.java", "class Tank {\n    int fuel;\n}\n");
        shop.model.answers((prompt, sink) -> {
            switch (prompt.task()) {
                case Prompt.Plan _ -> sink.accept(PLAN);
                case Prompt.Page page ->
                    sink.accept("# " + page.title() + "\n\nIt burns [src/Engine.java:1-2] and [src/Gone.java:1-2].\n");
                case Prompt.Repair repair -> sink.accept(repair.written());
                case Prompt.Answer _, Prompt.Research _ -> sink.accept("yes");
            }
        });
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_job_ends_with_a_wiki_whose_citations_are_checked() throws Exception {
        shop.working();
        Submitted submitted = submit();
        List<JobEvent> events = watch(submitted.job());

        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(events.getLast().percent()).isEqualTo(100);
        JobDetails details = shop.queries.find(submitted.job(), READER);
        assertThat(details.pages())
                .allSatisfy(page -> assertThat(page.state().status()).isEqualTo(PageStatus.COMPLETED));
        assertThat(details.view().tokens().provider().usage().total())
                .isEqualTo(75); // the plan, each page, and the try to mend it
        Wiki wiki = shop.wikis.list(READER).getFirst().wiki();
        assertThat(wiki.outline().title()).isEqualTo("The rocket");
        WikiPage page = shop.wikis.page(wiki.id(), "engine", READER);
        assertThat(page.citations())
                .extracting(CheckedCitation::state)
                .containsExactly(CheckedCitation.State.RESOLVES, CheckedCitation.State.UNRESOLVED);
        assertThat(shop.lines
                        .read(
                                wiki.id(),
                                new SourcePath("src/Engine.java"),
                                OptionalInt.of(2),
                                OptionalInt.of(2),
                                READER)
                        .text())
                .isEqualTo("    void burn() {}");
        assertThat(shop.search.search(wiki.id(), "burns", READER)).isNotEmpty();
        assertThat(shop.wikis.newest("acme", "rocket", Optional.of(Language.ENGLISH), READER))
                .isPresent();
    }

    @Test
    void the_log_has_no_gaps_and_a_late_watcher_is_told_all_that_it_missed() throws Exception {
        shop.working();
        JobId job = submit().job();
        watch(job);
        List<JobEvent> again = new ArrayList<>();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(1), READER)) {
            while (!feed.ended()) {
                feed.next(PATIENCE).map(JobLine::event).ifPresent(again::add);
            }
        }
        assertThat(again.getFirst().seq()).isEqualTo(1);
        for (int i = 1; i < again.size(); i++) {
            assertThat(again.get(i).seq()).isEqualTo(i + 1);
        }
    }

    @Test
    void a_complete_wiki_of_the_same_commit_is_not_written_again_unless_it_must_be() throws Exception {
        shop.working();
        JobId first = submit().job();
        watch(first);
        Submitted second = submit();
        assertThat(second.existing()).isTrue();
        assertThat(second.job()).isEqualTo(first);
        Submitted forced = shop.submit.submit(new Submission(request(), Optional.empty(), true), READER);
        assertThat(forced.existing()).isFalse();
        watch(forced.job());
        assertThat(shop.wikis.list(READER)).hasSize(1);
    }

    @Test
    void an_open_job_serves_everybody_who_asks_for_the_same() {
        Submitted first = submit();
        Submitted second = submit();
        assertThat(second.existing()).isTrue();
        assertThat(second.job()).isEqualTo(first.job());
        assertThat(shop.queries
                        .list(
                                new JobFilter(Optional.of("acme"), Optional.empty(), Optional.of("pending"), 10, 0),
                                READER)
                        .total())
                .isEqualTo(1);
    }

    @Test
    void citations_that_point_at_nothing_are_mended_once_by_the_model() throws Exception {
        repairing((repair, sink) -> {
            assertThat(repair.unresolved()).containsExactly("[src/Gone.java:1-2]");
            sink.accept(repair.written().replace("src/Gone.java", "src/Tank.java"));
        });
        shop.working();
        JobId job = submit().job();
        assertThat(watch(job))
                .filteredOn(event -> event.what().message().startsWith("Wrote"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.what().message()).endsWith("with 2 citations (1 mended)."));
        assertThat(contents(job))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page).contains("src/Tank.java:1-2"));
    }

    @Test
    void what_is_mended_badly_or_not_at_all_leaves_the_page_as_it_was() throws Exception {
        repairing((repair, sink) -> {
            if (repair.page().title().equals("Tank")) {
                throw new ModelException(new ModelFailure.Overloaded());
            }
            sink.accept("I am sorry.");
        });
        shop.working();
        JobId job = submit().job();
        assertThat(watch(job).getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(contents(job))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page).contains("src/Gone.java:1-2"));
    }

    private void repairing(BiConsumer<Prompt.Repair, TokenSink> repairing) {
        shop.model.answers((prompt, sink) -> {
            switch (prompt.task()) {
                case Prompt.Page page ->
                    sink.accept("# " + page.title() + "\n\nIt burns [src/Engine.java:1-2] and [src/Gone.java:1-2].\n");
                case Prompt.Repair repair -> repairing.accept(repair, sink);
                case Prompt.Plan _, Prompt.Answer _, Prompt.Research _ -> sink.accept(PLAN);
            }
        });
    }

    private List<String> contents(JobId job) {
        return shop.queries.find(job, READER).pages().stream()
                .map(page -> page.written().orElseThrow().content())
                .toList();
    }

    @Test
    void a_page_that_fails_for_good_leaves_the_others_alone() throws Exception {
        shop.model.answers((prompt, sink) -> {
            switch (prompt.task()) {
                case Prompt.Page page
                when page.title().equals("Tank") -> throw new ModelException(new ModelFailure.Overloaded());
                case Prompt.Page page -> sink.accept("# " + page.title());
                case Prompt.Plan _, Prompt.Repair _, Prompt.Answer _, Prompt.Research _ -> sink.accept(PLAN);
            }
        });
        shop.working();
        JobId job = submit().job();
        List<JobEvent> events = watch(job);
        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(shop.queries.find(job, READER).pages().get(1).state())
                .satisfies(state -> assertThat(state.status()).isEqualTo(PageStatus.PERMANENT_FAILED))
                .satisfies(state -> assertThat(state.attempts()).isEqualTo(2));
        assertThat(shop.wikis.list(READER).getFirst().wiki().outline().pages()).hasSize(1);
    }

    @Test
    void a_plan_that_cannot_be_read_fails_the_job() throws Exception {
        shop.model.answers((_, sink) -> sink.accept("I would rather not."));
        shop.working();
        List<JobEvent> events = watch(submit().job());
        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.FAILED));
        assertThat(events.getLast().what().error()).contains("no plan that can be read");
    }

    @Test
    void a_cancelled_job_stays_cancelled_whatever_comes_late() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        shop.model.answers((prompt, sink) -> {
            if (prompt.task() instanceof Prompt.Page) {
                writing.countDown();
                await(goOn);
            }
            sink.accept(PLAN);
        });
        shop.working();
        JobId job = submit().job();
        writing.await();
        shop.control.cancel(job, READER);
        goOn.countDown();
        List<JobEvent> events = watch(job);
        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.CANCELLED));
        assertThatThrownBy(() -> shop.control.cancel(job, READER))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(Conflict.class));
        assertThat(shop.wikis.list(READER)).isEmpty();
    }

    @Test
    void a_private_repository_and_its_job_do_not_exist_for_others() throws Exception {
        shop.source.wantToken("open sesame");
        shop.working();
        Submission submission = new Submission(request(), Optional.of(new Secret("open sesame")), false);
        JobId job = shop.submit.submit(submission, READER).job();
        watch(job);
        Caller stranger = new Caller("stranger");
        assertThatThrownBy(() -> shop.queries.find(job, stranger)).isInstanceOf(FailureException.class);
        assertThat(shop.wikis.list(stranger)).isEmpty();
        assertThat(shop.wikis.list(READER)).hasSize(1);
        assertThatThrownBy(() -> shop.submit.submit(new Submission(request(), Optional.empty(), false), stranger))
                .isInstanceOf(FailureException.class);
    }

    private Submitted submit() {
        return shop.submit.submit(new Submission(request(), Optional.empty(), false), READER);
    }

    private static WikiRequest request() {
        return new WikiRequest(
                Sources.REPOSITORY,
                Optional.empty(),
                Language.ENGLISH,
                WikiMode.COMPREHENSIVE,
                ScriptedModel.REF,
                Optional.empty(),
                FileFilter.NONE);
    }

    private List<JobEvent> watch(JobId job) throws InterruptedException {
        List<JobEvent> events = new ArrayList<>();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            while (!feed.ended()) {
                Optional<JobEvent> event = feed.next(PATIENCE).map(JobLine::event);
                assertThat(event).as("something happens within " + PATIENCE).isPresent();
                events.add(event.get());
            }
        }
        return events;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
