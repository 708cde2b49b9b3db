package io.deepwiki.application.jobs;

import static io.deepwiki.application.jobs.SteppedEngine.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.SubmitJob.Submitted;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.WikiJob.Source;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Wiki;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which wiki is published in the end, and which job an order is answered with. */
class NewestWikiTest {
    private static final WikiRequest WIKI = Workshop.wiki(Language.ENGLISH);

    /** Enough for the plan and a page. */
    private static final Ceilings ONE_PAGE = new Ceilings(Optional.of(30L), Optional.empty());

    private final SteppedEngine engine = new SteppedEngine();
    private final Set<String> failing = new HashSet<>();

    @BeforeEach
    void fail() {
        engine.script((what, _) -> {
            engine.shop.clock.forward(Duration.ofSeconds(1));
            if (failing.contains(what)) {
                throw new ModelException(new ModelFailure.Overloaded());
            }
        });
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void an_order_without_a_branch_is_one_for_the_default_branch() {
        JobId job = engine.order();
        assertThat(engine.job(job).request().branch()).contains("main");
        Submitted named = order(WIKI.on("main"));
        assertThat(named.existing()).isTrue();
        assertThat(named.job()).isEqualTo(job);
        engine.work();
        assertThat(order(WIKI.on("main")).job()).isEqualTo(job);
        assertThat(order(WIKI).job()).isEqualTo(job);
    }

    @Test
    void where_no_branch_is_checked_out_none_is_asked_for() {
        engine.shop.source.detach();
        JobId job = engine.order();
        assertThat(engine.job(job).request().branch()).isEmpty();
        engine.work();
        assertThat(engine.job(job).state()).isEqualTo(new Ended(Outcome.COMPLETED));
        assertThat(order(WIKI).existing()).isTrue();
    }

    @Test
    void a_job_reads_the_commit_of_its_order_however_recently_somebody_looked() {
        engine.order();
        engine.work();
        engine.shop.repositories.recent(WIKI.repository(), Optional.of("main"), Optional.empty(), READER);
        engine.shop.source.commit();
        JobId job = engine.order();
        engine.work();
        assertThat(engine.job(job).snapshot().map(Source::commit)).contains(Sources.commit('2'));
        assertThat(published().subject().commit()).isEqualTo(Sources.commit('2'));
    }

    @Test
    void an_old_job_that_is_tried_again_leaves_a_newer_wiki_alone() {
        failing.add("Tank");
        JobId old = engine.order();
        engine.workOn();
        assertThat(engine.job(old).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        failing.clear();
        engine.shop.source.commit();
        engine.order();
        engine.work();
        assertThat(published().subject().commit()).isEqualTo(Sources.commit('2'));
        engine.shop.control.retry(old, Optional.empty(), READER);
        engine.work();
        assertThat(engine.job(old).state()).isEqualTo(new Ended(Outcome.COMPLETED));
        assertThat(lastLine(old)).isEqualTo("The wiki is complete: 3 pages. A newer wiki, of commit 2222222222, stays published.");
        assertThat(published().subject().commit()).isEqualTo(Sources.commit('2'));
    }

    @Test
    void a_page_that_is_made_up_for_completes_the_wiki_that_its_job_has_published() {
        failing.add("Tank");
        JobId job = engine.order();
        engine.workOn();
        assertThat(pages()).containsExactly("engine", "nose");
        failing.clear();
        engine.shop.control.retryPage(job, "tank", READER);
        engine.work();
        assertThat(pages()).containsExactly("engine", "tank", "nose");
        assertThat(lastLine(job)).isEqualTo("The wiki is complete: 3 pages.");
    }

    @Test
    void a_wiki_of_the_same_commit_that_misses_pages_does_not_replace_one_that_is_complete() {
        engine.order();
        engine.work();
        JobId forced = engine.order(WIKI, Writing.EVERYTHING, ONE_PAGE).job();
        engine.work();
        assertThat(engine.job(forced).state()).isEqualTo(new Ended(Outcome.PARTIALLY_COMPLETED));
        assertThat(pages()).containsExactly("engine", "tank", "nose");
        assertThat(lastLine(forced)).endsWith("A wiki of the same commit that misses fewer pages stays published.");
    }

    @Test
    void a_wiki_of_a_newer_commit_is_published_even_if_it_misses_pages() {
        engine.order();
        engine.work();
        engine.shop.source.commit();
        engine.order(WIKI, Writing.IF_NEEDED, ONE_PAGE);
        engine.work();
        assertThat(published().subject().commit()).isEqualTo(Sources.commit('2'));
        assertThat(pages()).containsExactly("engine");
    }

    @Test
    void an_order_is_answered_by_the_job_whose_wiki_is_published_if_it_is_complete() {
        engine.order();
        engine.work();
        JobId forced = engine.order(WIKI, Writing.EVERYTHING, Ceilings.NONE).job();
        engine.work();
        engine.order(WIKI, Writing.EVERYTHING, ONE_PAGE);
        engine.work();
        for (Writing writing : List.of(Writing.IF_NEEDED, Writing.WHAT_CHANGED)) {
            Submitted answer = engine.order(WIKI, writing, Ceilings.NONE);
            assertThat(answer.existing()).isTrue();
            assertThat(answer.job()).isEqualTo(forced);
        }
    }

    @Test
    void a_wiki_that_misses_pages_answers_no_order_whatever_was_complete_before() {
        engine.order();
        engine.work();
        engine.shop.source.commit();
        JobId partial = engine.order(WIKI, Writing.IF_NEEDED, ONE_PAGE).job();
        engine.work();
        Submitted answer = engine.order(WIKI, Writing.WHAT_CHANGED, Ceilings.NONE);
        assertThat(answer.existing()).isFalse();
        engine.work();
        assertThat(order(WIKI).job()).isEqualTo(answer.job()).isNotEqualTo(partial);
    }

    @Test
    void a_wiki_that_was_ordered_otherwise_answers_no_order() {
        JobId plain = engine.order();
        engine.work();
        JobId two = order(pages(2)).job();
        assertThat(two).isNotEqualTo(plain);
        engine.work();
        assertThat(order(pages(2)).job()).isEqualTo(two);
        assertThat(order(WIKI).existing()).isFalse();
    }

    @Test
    void a_wiki_whose_job_was_deleted_answers_no_order() {
        JobId job = engine.order();
        engine.work();
        engine.shop.control.delete(job, READER);
        assertThat(order(WIKI).existing()).isFalse();
    }

    private static WikiRequest pages(int wished) {
        return new WikiRequest(
                WIKI.repository(),
                WIKI.branch(),
                WIKI.language(),
                WIKI.mode(),
                WIKI.model(),
                Optional.of(wished),
                WIKI.filter());
    }

    private String lastLine(JobId job) {
        return engine.events(job).getLast().what().message();
    }

    private List<String> pages() {
        return published().outline().pages().stream().map(PagePlan::slug).toList();
    }

    private Wiki published() {
        return engine.shop.wikis.list(READER).getFirst().wiki();
    }

    private Submitted order(WikiRequest request) {
        return engine.order(request, Writing.IF_NEEDED, Ceilings.NONE);
    }
}
