package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.JOB_PAGE;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static org.jooq.impl.DSL.noCondition;

import io.deepwiki.adapters.persistence.database.SecretBox;
import io.deepwiki.adapters.persistence.database.ServerTime;
import io.deepwiki.adapters.persistence.database.ThisTransaction;
import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.adapters.persistence.wiki.WikiJson;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.port.Ids;
import io.deepwiki.db.generated.tables.records.WikiJobRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.wiki.Outline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Jobs in tables. */
public final class JooqJobStore implements JobStore {
    private static final long COUNTING = 7_216_834_492L;

    private final DSLContext dsl;
    private final Repositories repositories;
    private final SecretBox secrets;

    /** @param secrets seals the access tokens */
    public JooqJobStore(DSLContext dsl, Ids ids, SecretBox secrets) {
        this.dsl = dsl;
        this.repositories = new Repositories(dsl, ids);
        this.secrets = secrets;
    }

    @Override
    public Optional<JobId> add(WikiJob job, Optional<Secret> token) {
        WikiJobRecord row = JobRows.added(job, repositories.idOf(job.request().repository()));
        token.ifPresent(secret -> row.setToken(secrets.seal(secret, job.id().toString())));
        onlyOneAtATime(row.getRequestKey());
        while (dsl.insertInto(WIKI_JOB).set(row).onConflictDoNothing().execute() == 0) {
            Optional<JobId> open = open(row.getRequestKey());
            if (open.isPresent()) {
                return open;
            }
            // The job in the way has ended in the meantime: nothing hinders the next try.
        }
        return Optional.empty();
    }

    @Override
    public Optional<JobId> open(WikiRequest request) {
        String requestKey = RequestJson.key(request);
        onlyOneAtATime(requestKey);
        return open(requestKey);
    }

    private Optional<JobId> open(String requestKey) {
        return dsl.select(WIKI_JOB.ID)
                .from(WIKI_JOB)
                .where(WIKI_JOB.REQUEST_KEY.eq(requestKey), JobStates.open(WIKI_JOB.STATE))
                .fetchOptional(WIKI_JOB.ID)
                .map(JobId::new);
    }

    @Override
    public Optional<WikiJob> find(JobId id, Caller caller) {
        return dsl.select(JobRows.FIELDS)
                .from(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()))
                .and(Repositories.visible(WIKI_JOB.REPOSITORY_ID, caller))
                .fetchOptional(JobRows::job);
    }

    @Override
    public Optional<WikiJob> lock(JobId id) {
        return dsl.select(JobRows.FIELDS)
                .select(ThisTransaction.notLeftOpen())
                .from(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JobRows::job);
    }

    /**
     * Waits until whoever else opens a job for the same request is done: the index on open jobs would answer an update that comes too late
     * with an error, and so end its transaction.
     */
    private void onlyOneAtATime(String requestKey) {
        TakeTurns.with(dsl, requestKey);
    }

    @Override
    public void save(WikiJob before, WikiJob after) {
        WikiJobRecord row = JobRows.changed(after);
        if (after.state().ended()) {
            row.setToken(null);
        }
        replace(before, after, row, JobStates.open(WIKI_JOB.STATE));
    }

    @Override
    public Optional<JobId> reopen(WikiJob before, WikiJob after, Optional<Secret> token) {
        String requestKey = RequestJson.key(after.request());
        onlyOneAtATime(requestKey);
        Optional<JobId> open = open(requestKey).filter(id -> !id.equals(after.id()));
        if (open.isEmpty()) {
            WikiJobRecord row = JobRows.changed(after);
            token.ifPresent(
                    secret -> row.setToken(secrets.seal(secret, after.id().toString())));
            replace(before, after, row, DSL.not(JobStates.open(WIKI_JOB.STATE)));
        }
        return open;
    }

    /** Compares and sets: whoever did not hold the lock, or read before it was taken, changes nothing. */
    private void replace(WikiJob before, WikiJob after, WikiJobRecord row, Condition more) {
        String pausedIn = JobStates.pausedIn(before.state());
        int saved = dsl.update(WIKI_JOB)
                .set(row)
                .set(WIKI_JOB.PAUSED_AT, pausedAt(after))
                .where(WIKI_JOB.ID.eq(before.id().value()), WIKI_JOB.STATE.eq(JobStates.word(before.state())))
                .and(WIKI_JOB.PAUSED_IN.isNotDistinctFrom(pausedIn))
                .and(WIKI_JOB.RUN.eq(before.run()))
                .and(more)
                .execute();
        if (saved == 0) {
            throw new IllegalStateException(
                    "the job " + before.id() + " is not " + before.state() + " any more, or there is none");
        }
    }

    /** Since when it is paused: for one that was, since then. */
    private static Field<Instant> pausedAt(WikiJob after) {
        return after.state().paused()
                ? DSL.coalesce(WIKI_JOB.PAUSED_AT, ServerTime.now())
                : DSL.castNull(WIKI_JOB.PAUSED_AT);
    }

    @Override
    public void delete(JobId id) {
        int deleted = dsl.deleteFrom(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()))
                .andNot(JobStates.open(WIKI_JOB.STATE))
                .execute();
        if (deleted == 0) {
            throw new IllegalStateException("the job " + id + " is not over, or there is none");
        }
    }

    @Override
    public List<WikiJob> list(Query query, Caller caller) {
        return dsl.select(JobRows.FIELDS)
                .from(WIKI_JOB)
                .where(matches(query, caller))
                .orderBy(WIKI_JOB.CREATED_AT.desc(), WIKI_JOB.ID.desc())
                .limit(query.offset(), query.limit())
                .fetch(JobRows::job);
    }

    @Override
    public int count(Query query, Caller caller) {
        return dsl.fetchCount(WIKI_JOB, matches(query, caller));
    }

    private static Condition matches(Query query, Caller caller) {
        return Repositories.visible(WIKI_JOB.REPOSITORY_ID, caller)
                .and(query.owner().map(WIKI_JOB.OWNER::eq).orElse(noCondition()))
                .and(query.repo().map(WIKI_JOB.REPO::eq).orElse(noCondition()))
                .and(query.status().map(JobStates::word).map(WIKI_JOB.STATE::eq).orElse(noCondition()));
    }

    @Override
    public int countAtWork() {
        TakeTurns.with(dsl, COUNTING);
        return dsl.fetchCount(WIKI_JOB, WIKI_JOB.STATE.in(JobStates.AT_WORK));
    }

    @Override
    public Optional<Secret> token(JobId id) {
        return dsl.select(WIKI_JOB.TOKEN)
                .from(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()), WIKI_JOB.TOKEN.isNotNull())
                .fetchOptional(WIKI_JOB.TOKEN)
                .map(kept -> secrets.open(kept, id.toString()));
    }

    @Override
    public void markRefresh(JobId id) {
        dsl.update(WIKI_JOB)
                .set(WIKI_JOB.REFRESH, true)
                .where(WIKI_JOB.ID.eq(id.value()))
                .execute();
    }

    @Override
    public boolean isRefresh(JobId id) {
        return dsl.fetchExists(WIKI_JOB, WIKI_JOB.ID.eq(id.value()), WIKI_JOB.REFRESH.isTrue());
    }

    @Override
    public void saveOutline(JobId id, Outline outline) {
        dsl.update(WIKI_JOB)
                .set(WIKI_JOB.OUTLINE, WikiJson.write(outline))
                .where(WIKI_JOB.ID.eq(id.value()))
                .execute();
    }

    @Override
    public Optional<Outline> outline(JobId id) {
        return dsl.select(WIKI_JOB.OUTLINE)
                .from(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()), WIKI_JOB.OUTLINE.isNotNull())
                .fetchOptional(WIKI_JOB.OUTLINE)
                .map(WikiJson::outline);
    }

    @Override
    public void addPages(List<JobPage> pages) {
        dsl.insertInto(JOB_PAGE)
                .set(pages.stream().map(PageRows::added).toList())
                .execute();
    }

    @Override
    public void savePage(JobPage page) {
        int saved = dsl.update(JOB_PAGE)
                .set(PageRows.changed(page))
                .where(JOB_PAGE.ID.eq(page.id()))
                .execute();
        if (saved == 0) {
            throw new IllegalStateException("there is no page " + page.id());
        }
    }

    @Override
    public Optional<JobPage> page(JobId id, String slug) {
        return dsl.selectFrom(JOB_PAGE)
                .where(JOB_PAGE.JOB_ID.eq(id.value()), JOB_PAGE.SLUG.eq(slug))
                .fetchOptional(PageRows::page);
    }

    @Override
    public List<JobPage> pages(JobId id) {
        return dsl.selectFrom(JOB_PAGE)
                .where(JOB_PAGE.JOB_ID.eq(id.value()))
                .orderBy(JOB_PAGE.POSITION)
                .fetch(PageRows::page);
    }

    @Override
    public Progress progress(JobId id) {
        return dsl.select(
                        DSL.count(),
                        DSL.count().filterWhere(JOB_PAGE.STATUS.eq(PageStatus.COMPLETED.name())),
                        DSL.count().filterWhere(JOB_PAGE.STATUS.eq(PageStatus.PERMANENT_FAILED.name())))
                .from(JOB_PAGE)
                .where(JOB_PAGE.JOB_ID.eq(id.value()))
                .fetchSingle(row -> new Progress(row.value1(), row.value2(), row.value3()));
    }
}
