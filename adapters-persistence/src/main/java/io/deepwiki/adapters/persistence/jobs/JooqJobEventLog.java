package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.JOB_EVENT;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;

import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.db.generated.tables.records.JobEventRecord;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobEvent.PageChange;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The history of jobs in a table. The next number is in the job's own row, so that its lock orders numbers as it orders commits. */
public final class JooqJobEventLog implements JobEventLog {
    private final DSLContext dsl;

    public JooqJobEventLog(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public JobEvent append(WikiJob job, Progress progress, Happening what, Instant at) {
        long seq = dsl.update(WIKI_JOB)
                .set(WIKI_JOB.LAST_SEQ, WIKI_JOB.LAST_SEQ.plus(1))
                .where(WIKI_JOB.ID.eq(job.id().value()))
                .returningResult(WIKI_JOB.LAST_SEQ)
                .fetchSingle(row -> row.value1());
        JobEvent event = new JobEvent(job.id(), seq, job.run(), at, job.state(), progress, what);
        dsl.insertInto(JOB_EVENT).set(row(event)).execute();
        return event;
    }

    @Override
    public List<JobEvent> after(JobId job, long seq, int limit) {
        return dsl.selectFrom(JOB_EVENT)
                .where(JOB_EVENT.JOB_ID.eq(job.value()), JOB_EVENT.SEQ.gt(seq))
                .orderBy(JOB_EVENT.SEQ)
                .limit(limit)
                .fetch(JooqJobEventLog::event);
    }

    @Override
    public Optional<JobEvent> last(JobId job) {
        return dsl.selectFrom(JOB_EVENT)
                .where(JOB_EVENT.JOB_ID.eq(job.value()))
                .orderBy(JOB_EVENT.SEQ.desc())
                .limit(1)
                .fetchOptional(JooqJobEventLog::event);
    }

    private static JobEventRecord row(JobEvent event) {
        Optional<PageChange> page = event.what().page();
        return new JobEventRecord()
                .setJobId(event.job().value())
                .setSeq(event.seq())
                .setRun(event.run())
                .setAt(event.at())
                .setState(JobStates.word(event.state()))
                .setTotal(event.progress().total())
                .setCompleted(event.progress().completed())
                .setFailed(event.progress().failed())
                .setMessage(Text.storable(event.what().message()))
                .setPageSlug(page.map(PageChange::slug).orElse(null))
                .setPageTitle(page.map(PageChange::title).map(Text::storable).orElse(null))
                .setPageStatus(page.map(change -> change.status().name()).orElse(null))
                .setError(Text.storable(event.what().error()));
    }

    private static JobEvent event(JobEventRecord row) {
        Optional<PageChange> page = Optional.ofNullable(row.getPageSlug())
                .map(slug -> new PageChange(slug, row.getPageTitle(), PageStatus.valueOf(row.getPageStatus())));
        return new JobEvent(
                new JobId(row.getJobId()),
                row.getSeq(),
                row.getRun(),
                row.getAt(),
                JobStates.state(row.getState()),
                new Progress(row.getTotal(), row.getCompleted(), row.getFailed()),
                new Happening(row.getMessage(), page, row.getError()));
    }
}
