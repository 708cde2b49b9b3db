package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.accepted;
import static io.deepwiki.application.jobs.port.WikiJobs.id;
import static io.deepwiki.application.jobs.port.WikiJobs.request;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;
import static io.deepwiki.application.repository.port.Sources.LOCAL;
import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.wiki.port.Wikis.ENGINE;
import static io.deepwiki.application.wiki.port.Wikis.MODEL;
import static io.deepwiki.application.wiki.port.Wikis.OUTLINE;
import static io.deepwiki.application.wiki.port.Wikis.OVERVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.deepwiki.application.jobs.port.JobStore.JobStatus;
import io.deepwiki.application.jobs.port.JobStore.Query;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiJob.Source;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} promises. */
public abstract class JobStoreContract {
    private static final Caller FRIEND = new Caller("friend");
    private static final Caller STRANGER = new Caller("stranger");
    private static final WikiRequest ENGLISH = request(REPOSITORY, Language.ENGLISH);

    /** The store; empty when a test begins. */
    protected abstract JobStore store();

    /** The store that knows repositories and who may see them. */
    protected abstract SnapshotStore snapshots();

    protected abstract Transactions transactions();

    @Test
    void a_job_is_found_as_it_was_added() {
        WikiRequest full = new WikiRequest(
                LOCAL,
                Optional.of("next"),
                Language.GERMAN,
                WikiMode.CONCISE,
                MODEL,
                Optional.of(7),
                new FileFilter(List.of("src"), List.of("*.java"), List.of("gen\"erated"), List.of("a,b")));
        WikiJob job = waiting(1, full);
        assertThat(store().add(job, Optional.empty())).isEmpty();
        assertThat(store().find(job.id(), STRANGER)).contains(job);
        assertThat(store().find(id(2), STRANGER)).isEmpty();
        assertThat(store().token(job.id())).isEmpty();
    }

    @Test
    void an_open_job_with_an_equal_request_is_given_back_instead() {
        store().add(waiting(1, ENGLISH), Optional.empty());
        assertThat(store().add(waiting(2, ENGLISH), Optional.empty())).contains(id(1));
        assertThat(store().find(id(2), STRANGER)).isEmpty();
        assertThat(store().add(waiting(3, request(REPOSITORY, Language.GERMAN)), Optional.empty()))
                .isEmpty();
        assertThat(store().add(waiting(4, request(OTHER_REPOSITORY, Language.ENGLISH)), Optional.empty()))
                .isEmpty();
        save(accepted(waiting(1, ENGLISH).cancel(NOON)));
        assertThat(store().add(waiting(5, ENGLISH), Optional.empty())).isEmpty();
    }

    @Test
    void the_open_job_with_an_equal_request_is_found() {
        assertThat(open(ENGLISH)).isEmpty();
        store().add(waiting(1, ENGLISH), Optional.empty());
        assertThat(open(ENGLISH)).contains(id(1));
        assertThat(open(ENGLISH.on("next"))).isEmpty();
        WikiJob paused = accepted(waiting(1, ENGLISH).pause("", NOON));
        save(paused);
        assertThat(open(ENGLISH)).contains(id(1));
        save(accepted(paused.cancel(NOON)));
        assertThat(open(ENGLISH)).isEmpty();
    }

    private Optional<JobId> open(WikiRequest request) {
        return transactions().inTransaction(() -> store().open(request));
    }

    @Test
    void a_refresh_is_marked_and_is_no_other_request() {
        store().add(waiting(1, ENGLISH), Optional.empty());
        assertThat(store().isRefresh(id(1))).isFalse();
        store().markRefresh(id(1));
        assertThat(store().isRefresh(id(1))).isTrue();
        assertThat(store().add(waiting(2, ENGLISH), Optional.empty())).contains(id(1));
    }

    @Test
    void an_end_is_never_written_over() {
        WikiJob job = waiting(1);
        store().add(job, Optional.empty());
        WikiJob cancelled = accepted(job.cancel(NOON.plusSeconds(5)));
        save(cancelled);
        WikiJob late = accepted(job.startIndexing(NOON.plusSeconds(6)));
        assertThatIllegalStateException().isThrownBy(() -> save(late));
        assertThatIllegalStateException().isThrownBy(() -> store().save(job, late));
        assertThatIllegalStateException().isThrownBy(() -> save(waiting(2)));
        assertThat(store().find(job.id(), STRANGER)).contains(cancelled);
    }

    @Test
    void what_was_read_before_somebody_else_changed_it_is_not_written() {
        WikiJob job = waiting(1);
        store().add(job, Optional.empty());
        WikiJob paused = accepted(job.pause("", NOON.plusSeconds(1)));
        save(paused);
        WikiJob stale = accepted(job.startIndexing(NOON.plusSeconds(2)));
        assertThatIllegalStateException().isThrownBy(() -> store().save(job, stale));
        WikiJob advanced = accepted(paused.resume(NOON.plusSeconds(3)));
        save(advanced);
        assertThatIllegalStateException().isThrownBy(() -> store().save(paused, advanced));
        assertThat(store().find(job.id(), STRANGER)).contains(advanced);
    }

    @Test
    void a_job_that_is_over_is_opened_again_with_a_token_of_its_own() {
        WikiJob job = waiting(1);
        store().add(job, Optional.of(new Secret("first")));
        WikiJob failed = accepted(job.fail("It is gone.", NOON.plusSeconds(1)));
        WikiJob again = accepted(failed.retry(false, NOON.plusSeconds(2)));
        assertThatIllegalStateException().isThrownBy(() -> store().reopen(job, again, Optional.empty()));
        save(failed);
        assertThat(reopen(failed, again)).isEmpty();
        assertThat(store().find(job.id(), STRANGER)).contains(again);
        assertThat(store().token(job.id()).map(Secret::reveal)).contains("second");
        assertThatIllegalStateException().isThrownBy(() -> store().reopen(failed, again, Optional.empty()));
        assertThatIllegalStateException().isThrownBy(() -> store().save(failed, again));
    }

    @Test
    void a_job_stays_over_while_another_one_is_open_for_an_equal_request() {
        store().add(waiting(1, ENGLISH), Optional.empty());
        WikiJob cancelled = accepted(waiting(1, ENGLISH).cancel(NOON));
        save(cancelled);
        store().add(waiting(2, ENGLISH), Optional.empty());
        save(accepted(waiting(2, ENGLISH).pause("", NOON)));
        assertThat(reopen(cancelled, accepted(cancelled.retry(false, NOON)))).contains(id(2));
        assertThat(store().find(id(1), STRANGER)).contains(cancelled);
        assertThat(store().add(waiting(3, ENGLISH), Optional.empty())).contains(id(2));
    }

    @Test
    void only_a_job_that_is_over_is_forgotten_with_all_its_pages() {
        WikiJob job = waiting(1);
        store().add(job, Optional.empty());
        store().saveOutline(id(1), OUTLINE);
        store().addPages(List.of(JobPage.planned(new UUID(5, 1), id(1), 1, ENGINE, "core", NOON)));
        assertThatIllegalStateException().isThrownBy(() -> store().delete(id(1)));
        save(accepted(job.cancel(NOON)));
        transactions().inTransaction(() -> store().delete(id(1)));
        assertThat(store().find(id(1), STRANGER)).isEmpty();
        assertThat(store().pages(id(1))).isEmpty();
        assertThat(store().outline(id(1))).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> store().delete(id(1)));
    }

    @Test
    void every_state_survives() {
        WikiJob job = waiting(1);
        store().add(job, Optional.empty());
        WikiJob indexing = accepted(job.startIndexing(NOON.plusSeconds(1)));
        WikiJob planning = accepted(indexing.indexed(source(), NOON.plusSeconds(2)));
        WikiJob writing = accepted(planning.planned(NOON.plusSeconds(3)));
        WikiJob partial = accepted(writing.finish(new Progress(2, 1, 1), NOON.plusSeconds(4)));
        WikiJob paused = accepted(writing.pause("No key is set.", NOON.plusSeconds(3)));
        WikiJob resumed = accepted(paused.resume(NOON.plusSeconds(3)));
        WikiJob stopped = accepted(indexing.pause("", NOON.plusSeconds(1)));
        WikiJob goneOn = accepted(stopped.resume(NOON.plusSeconds(1)));
        for (WikiJob next : List.of(indexing, stopped, goneOn, planning, writing, paused, resumed, partial)) {
            save(next);
            assertThat(store().find(job.id(), STRANGER)).contains(next);
        }
    }

    @Test
    void a_token_is_kept_until_the_job_ends() {
        WikiJob job = waiting(1);
        store().add(job, Optional.of(new Secret("s3cret-tökén")));
        assertThat(store().token(job.id()).map(Secret::reveal)).contains("s3cret-tökén");
        WikiJob indexing = accepted(job.startIndexing(NOON));
        save(indexing);
        assertThat(store().token(job.id())).isPresent();
        save(accepted(indexing.fail("It is gone.", NOON)));
        assertThat(store().token(job.id())).isEmpty();
    }

    @Test
    void jobs_are_listed_newest_first_by_page_and_filter() {
        store().add(waiting(1, ENGLISH), Optional.empty());
        store().add(waiting(2, request(OTHER_REPOSITORY, Language.ENGLISH)), Optional.empty());
        store().add(waiting(3, request(REPOSITORY, Language.GERMAN)), Optional.empty());
        save(accepted(waiting(3, request(REPOSITORY, Language.GERMAN)).cancel(NOON)));
        assertThat(listed(all())).containsExactly(id(3), id(2), id(1));
        Query second = new Query(Optional.empty(), Optional.empty(), Optional.empty(), 1, 1);
        assertThat(listed(second)).containsExactly(id(2));
        assertThat(store().count(second, STRANGER)).isEqualTo(3);
        assertThat(listed(new Query(Optional.of("acme"), Optional.of("rocket"), Optional.empty(), 10, 0)))
                .containsExactly(id(3), id(1));
        assertThat(listed(new Query(Optional.of("acme/deep/er"), Optional.empty(), Optional.empty(), 10, 0)))
                .containsExactly(id(2));
        Query cancelled = new Query(Optional.empty(), Optional.empty(), Optional.of(JobStatus.CANCELLED), 10, 0);
        assertThat(listed(cancelled)).containsExactly(id(3));
        assertThat(store().count(cancelled, STRANGER)).isEqualTo(1);
        Query pending = new Query(Optional.empty(), Optional.empty(), Optional.of(JobStatus.PENDING), 10, 0);
        assertThat(listed(pending)).containsExactly(id(2), id(1));
        save(accepted(waiting(1, ENGLISH).pause("", NOON)));
        assertThat(listed(pending)).containsExactly(id(2));
        assertThat(listed(new Query(Optional.empty(), Optional.empty(), Optional.of(JobStatus.PAUSED), 10, 0)))
                .containsExactly(id(1));
    }

    @Test
    void jobs_of_a_private_repository_are_hidden_from_strangers() {
        WikiJob job = waiting(1);
        store().add(job, Optional.empty());
        RepositoryId repository = snapshots().repository(REPOSITORY);
        snapshots().markPrivate(repository);
        snapshots().grant(repository, FRIEND, NOON);
        assertThat(store().find(job.id(), FRIEND)).contains(job);
        assertThat(store().find(job.id(), STRANGER)).isEmpty();
        assertThat(store().list(all(), STRANGER)).isEmpty();
        assertThat(store().count(all(), STRANGER)).isZero();
        assertThat(transactions().inTransaction(() -> store().lock(job.id()))).contains(job);
    }

    @Test
    void the_outline_is_kept() {
        store().add(waiting(1), Optional.empty());
        assertThat(store().outline(id(1))).isEmpty();
        store().saveOutline(id(1), OUTLINE);
        assertThat(store().outline(id(1))).contains(OUTLINE);
    }

    @Test
    void pages_are_kept_in_the_order_of_their_position_and_counted() {
        store().add(waiting(1), Optional.empty());
        assertThat(store().progress(id(1))).isEqualTo(Progress.NONE);
        JobPage engine = JobPage.planned(new UUID(5, 1), id(1), 1, ENGINE, "core", NOON);
        JobPage overview = JobPage.planned(new UUID(5, 2), id(1), 0, OVERVIEW, "start", NOON);
        store().addPages(List.of(engine, overview));
        assertThat(store().pages(id(1))).containsExactly(overview, engine);
        JobPage begun = overview.begun(NOON.plusSeconds(1));
        store().savePage(begun);
        assertThat(store().page(id(1), "overview")).contains(begun);
        Citation citation = new Citation(new SourcePath("a \"b\".java"), new LineRange(1, 2));
        WrittenPage written = new WrittenPage(
                "# It\n`flies`",
                List.of(new CheckedCitation(citation, CheckedCitation.State.RESOLVES)),
                Duration.ofMillis(1234));
        JobPage completed = begun.completed(written, NOON.plusSeconds(2));
        JobPage failed = engine.failed("It broke.", true, NOON.plusSeconds(3));
        store().savePage(completed);
        store().savePage(failed);
        assertThat(store().pages(id(1))).containsExactly(completed, failed);
        assertThat(store().progress(id(1))).isEqualTo(new Progress(2, 1, 1));
        assertThat(store().page(id(1), "wings")).isEmpty();
        assertThat(store().pages(id(2))).isEmpty();
    }

    @Test
    void a_page_that_was_never_added_cannot_be_saved() {
        JobPage unknown = JobPage.planned(new UUID(5, 1), id(1), 1, ENGINE, "core", NOON);
        assertThatIllegalStateException().isThrownBy(() -> store().savePage(unknown));
    }

    @Test
    void jobs_at_work_are_counted_whoever_may_see_them() {
        store().add(waiting(1), Optional.empty());
        store().add(waiting(2), Optional.empty());
        store().add(waiting(3), Optional.empty());
        save(accepted(waiting(2).startIndexing(NOON)));
        save(accepted(waiting(3).cancel(NOON)));
        int atWork = transactions().inTransaction(() -> store().countAtWork());
        assertThat(atWork).isEqualTo(2);
    }

    @Test
    void an_undone_transaction_leaves_no_job() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> transactions().inTransaction(() -> {
                    store().add(waiting(1), Optional.empty());
                    throw new UnsupportedOperationException();
                }));
        assertThat(store().find(id(1), STRANGER)).isEmpty();
    }

    private void save(WikiJob job) {
        transactions().inTransaction(() -> {
            WikiJob before = store().lock(job.id()).orElse(job);
            store().save(before, job);
        });
    }

    private Optional<JobId> reopen(WikiJob before, WikiJob after) {
        return transactions().inTransaction(() -> {
            store().lock(before.id());
            return store().reopen(before, after, Optional.of(new Secret("second")));
        });
    }

    private Source source() {
        SnapshotId snapshot = snapshots()
                .publish(draft(snapshots().repository(REPOSITORY), commit('a')))
                .id();
        return new Source(snapshot, "main", commit('a'), NOON);
    }

    private static Query all() {
        return new Query(Optional.empty(), Optional.empty(), Optional.empty(), 50, 0);
    }

    private List<JobId> listed(Query query) {
        return store().list(query, STRANGER).stream().map(WikiJob::id).toList();
    }
}
