package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.JOB_EVENT;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.deepwiki.application.jobs.port.OldJobs;
import io.deepwiki.db.generated.tables.WikiJob;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Old jobs in tables. Their rows are locked before anything is removed, so that a job that begins anew at this moment loses nothing. */
public final class JooqOldJobs implements OldJobs {
    private static final long FORGETTING = 7_216_834_493L;
    private static final String COMPLETED = JobStates.word(new Ended(Outcome.COMPLETED));

    private final DSLContext dsl;

    public JooqOldJobs(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public int forgetEvents(Instant endedBefore, int atMost) {
        Condition hasMore = exists(selectOne()
                .from(JOB_EVENT)
                .where(JOB_EVENT.JOB_ID.eq(WIKI_JOB.ID), JOB_EVENT.SEQ.lt(WIKI_JOB.LAST_SEQ)));
        List<UUID> jobs = old(endedBefore, hasMore, atMost);
        dsl.deleteFrom(JOB_EVENT)
                .where(JOB_EVENT.JOB_ID.in(jobs))
                .and(JOB_EVENT.SEQ.lt(select(WIKI_JOB.LAST_SEQ).from(WIKI_JOB).where(WIKI_JOB.ID.eq(JOB_EVENT.JOB_ID))))
                .execute();
        return jobs.size();
    }

    @Override
    public int forgetJobs(Instant endedBefore, int atMost) {
        WikiJob newer = WIKI_JOB.as("newer");
        Condition isReplaced = exists(selectOne()
                .from(newer)
                .where(newer.REQUEST_KEY.eq(WIKI_JOB.REQUEST_KEY))
                .and(newer.STATE.eq(COMPLETED))
                .and(newer.CREATED_AT.gt(WIKI_JOB.CREATED_AT)));
        List<UUID> jobs = old(endedBefore, WIKI_JOB.STATE.ne(COMPLETED).or(isReplaced), atMost);
        return dsl.deleteFrom(WIKI_JOB).where(WIKI_JOB.ID.in(jobs)).execute();
    }

    private List<UUID> old(Instant endedBefore, Condition which, int atMost) {
        if (!TakeTurns.ifFree(dsl, FORGETTING)) {
            return List.of();
        }
        return dsl.select(WIKI_JOB.ID)
                .from(WIKI_JOB)
                .where(WIKI_JOB.ENDED_AT.lt(endedBefore), JobStates.isOver())
                .and(which)
                .orderBy(WIKI_JOB.ENDED_AT)
                .limit(atMost)
                .forUpdate()
                .skipLocked()
                .fetch(WIKI_JOB.ID);
    }
}
