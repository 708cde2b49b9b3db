package io.deepwiki.application.jobs;

import static io.deepwiki.application.jobs.SteppedEngine.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.SubmitJob.Submitted;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.WikiJob.Source;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.wiki.Wiki;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which wiki is published in the end, and which job an order is answered with. */
class NewestWikiTest {
    private static final WikiRequest WIKI = Workshop.wiki(Language.ENGLISH);

    private final SteppedEngine engine = new SteppedEngine();

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

    private Wiki published() {
        return engine.shop.wikis.list(READER).getFirst().wiki();
    }

    private Submitted order(WikiRequest request) {
        return engine.order(request, Writing.IF_NEEDED, Ceilings.NONE);
    }
}
