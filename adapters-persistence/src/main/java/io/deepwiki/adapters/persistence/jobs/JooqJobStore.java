package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.JOB_PAGE;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static org.jooq.impl.DSL.noCondition;

import io.deepwiki.adapters.persistence.database.SecretBox;
import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.adapters.persistence.wiki.WikiJson;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.port.Ids;
import io.deepwiki.db.generated.tables.records.WikiJobRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.wiki.Outline;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
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
        while (dsl.insertInto(WIKI_JOB).set(row).onConflictDoNothing().execute() == 0) {
            Optional<JobId> open = open(row.getRequestKey());
            if (open.isPresent()) {
                return open;
            }
            // The job in the way has ended in the meantime: nothing hinders the next try.
        }
        return Optional.empty();
    }

    private Optional<JobId> open(String requestKey) {
        return dsl.select(WIKI_JOB.ID)
                .from(WIKI_JOB)
                .where(WIKI_JOB.REQUEST_KEY.eq(requestKey), WIKI_JOB.STATE.in(JobStates.OPEN))
                .fetchOptional(WIKI_JOB.ID)
                .map(JobId::new);
    }

    @Override
    public Optional<WikiJob> find(JobId id, Caller caller) {
        return dsl.selectFrom(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()))
                .and(Repositories.visible(WIKI_JOB.REPOSITORY_ID, caller))
                .fetchOptional(JobRows::job);
    }

    @Override
    public Optional<WikiJob> lock(JobId id) {
        return dsl.selectFrom(WIKI_JOB)
                .where(WIKI_JOB.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JobRows::job);
    }

    @Override
    public Optional<JobId> completed(WikiRequest request, Commit commit) {
        return dsl.select(WIKI_JOB.ID)
                .from(WIKI_JOB)
                .where(WIKI_JOB.REQUEST_KEY.eq(RequestJson.key(request)))
                .and(WIKI_JOB.COMMIT_ID.eq(commit.id()))
                .and(WIKI_JOB.STATE.eq(JobStates.word(new Ended(Outcome.COMPLETED))))
                .orderBy(WIKI_JOB.CREATED_AT.desc(), WIKI_JOB.ID.desc())
                .limit(1)
                .fetchOptional(WIKI_JOB.ID)
                .map(JobId::new);
    }

    @Override
    public void save(WikiJob job) {
        WikiJobRecord row = JobRows.changed(job);
        if (job.state().ended()) {
            row.setToken(null);
        }
        int saved = dsl.update(WIKI_JOB)
                .set(row)
                .where(WIKI_JOB.ID.eq(job.id().value()), WIKI_JOB.STATE.in(JobStates.OPEN))
                .execute();
        if (saved == 0) {
            throw new IllegalStateException("the job " + job.id() + " has ended already, or there is none");
        }
    }

    @Override
    public List<WikiJob> list(Query query, Caller caller) {
        return dsl.selectFrom(WIKI_JOB)
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
        dsl.insertInto(JOB_PAGE).set(pages.stream().map(PageRows::row).toList()).execute();
    }

    @Override
    public void savePage(JobPage page) {
        int saved = dsl.update(JOB_PAGE)
                .set(PageRows.row(page))
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
