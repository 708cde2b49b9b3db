package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.JOB_EVENT;
import static io.deepwiki.db.generated.Tables.JOB_SPEND;
import static io.deepwiki.db.generated.Tables.SNAPSHOT;
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
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.DSL;

/** The history of jobs in a table. The next number is in the job's own row, so that its lock orders numbers as it orders commits. */
public final class JooqJobEventLog implements JobEventLog {
    private final DSLContext dsl;

    public JooqJobEventLog(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * One statement, since all who change the job wait for the end of this transaction. It counts what had been committed when it began: who
     * does not hold the job's lock by then may write down less than the line before.
     */
    @Override
    public JobEvent append(WikiJob job, Progress progress, Happening what, Instant at) {
        var number = nextNumber(job.id());
        var spent = JooqSpendLog.sumsOf(job.id());
        Map<Field<?>, Field<?>> row = row(job, progress, what, at);
        row.put(JOB_EVENT.SEQ, number.field(WIKI_JOB.LAST_SEQ));
        row.put(
                JOB_EVENT.PERCENT,
                DSL.greatest(
                        DSL.coalesce(reached(job), DSL.val(0)), DSL.val(JobEvent.percent(0, progress, job.state()))));
        row.put(JOB_EVENT.CHUNKING_TOKENS, ofSnapshot(job, SNAPSHOT.TOKENS, 0L));
        row.put(JOB_EVENT.CHUNKS, ofSnapshot(job, SNAPSHOT.CHUNKS, 0));
        row.put(JOB_EVENT.PROMPT_TOKENS, spent.field(JOB_SPEND.PROMPT_TOKENS));
        row.put(JOB_EVENT.COMPLETION_TOKENS, spent.field(JOB_SPEND.COMPLETION_TOKENS));
        row.put(JOB_EVENT.TOKENS_ESTIMATED, spent.field(JOB_SPEND.ESTIMATED));
        row.put(JOB_EVENT.COST_USD, spent.field(JOB_SPEND.COST_USD));
        return dsl.with(number)
                .with(spent)
                .insertInto(JOB_EVENT, row.keySet())
                .select(DSL.select(row.values()).from(number, spent))
                .returning()
                .fetchSingle(JooqJobEventLog::event);
    }

    private static CommonTableExpression<Record1<Long>> nextNumber(JobId job) {
        return DSL.name("number")
                .fields(WIKI_JOB.LAST_SEQ.getUnqualifiedName())
                .as(DSL.update(WIKI_JOB)
                        .set(WIKI_JOB.LAST_SEQ, WIKI_JOB.LAST_SEQ.plus(1))
                        .where(WIKI_JOB.ID.eq(job.value()))
                        .returningResult(WIKI_JOB.LAST_SEQ));
    }

    private static <T> Field<T> ofSnapshot(WikiJob job, Field<T> count, T none) {
        return job.snapshot()
                .map(source -> DSL.coalesce(
                        DSL.field(DSL.select(count)
                                .from(SNAPSHOT)
                                .where(SNAPSHOT.ID.eq(source.id().value()))),
                        DSL.val(none)))
                .orElseGet(() -> DSL.val(none));
    }

    /** How far the last line of the same run was; null before the first. */
    private static Field<Integer> reached(WikiJob job) {
        var before = JOB_EVENT.as("before");
        return DSL.field(
                DSL.select(DSL.when(before.RUN.eq(job.run()), before.PERCENT).otherwise(0))
                        .from(before)
                        .where(before.JOB_ID.eq(job.id().value()))
                        .orderBy(before.SEQ.desc())
                        .limit(1));
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
    public Map<JobId, JobEvent> last(Collection<JobId> jobs) {
        return dsl
                .select(JOB_EVENT.fields())
                .from(WIKI_JOB)
                .join(JOB_EVENT)
                .on(JOB_EVENT.JOB_ID.eq(WIKI_JOB.ID), JOB_EVENT.SEQ.eq(WIKI_JOB.LAST_SEQ))
                .where(WIKI_JOB.ID.in(jobs.stream().map(JobId::value).toList()))
                .fetchInto(JOB_EVENT)
                .stream()
                .map(JooqJobEventLog::event)
                .collect(Collectors.toMap(JobEvent::job, line -> line));
    }

    /** What the database need not be asked for. */
    private static Map<Field<?>, Field<?>> row(WikiJob job, Progress progress, Happening what, Instant at) {
        Optional<PageChange> page = what.page();
        JobEventRecord row = new JobEventRecord()
                .setJobId(job.id().value())
                .setRun(job.run())
                .setAt(at)
                .setState(JobStates.word(job.state()))
                .setPausedIn(JobStates.pausedIn(job.state()))
                .setPauseReason(JobStates.pauseReason(job.state()))
                .setTotal(progress.total())
                .setCompleted(progress.completed())
                .setFailed(progress.failed())
                .setMessage(Text.storable(what.message()))
                .setPageSlug(page.map(PageChange::slug).orElse(null))
                .setPageTitle(page.map(PageChange::title).map(Text::storable).orElse(null))
                .setPageStatus(page.map(change -> change.status().name()).orElse(null))
                .setError(Text.storable(what.error()));
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        for (Field<?> field : row.fields()) {
            if (row.touched(field)) {
                values.put(field, value(row, field));
            }
        }
        return values;
    }

    private static <T> Field<T> value(JobEventRecord row, Field<T> field) {
        return DSL.val(row.get(field), field);
    }

    private static TokenSummary tokens(JobEventRecord row) {
        TokenUsage usage = new TokenUsage(row.getPromptTokens(), row.getCompletionTokens(), row.getTokensEstimated());
        return new TokenSummary(
                row.getChunkingTokens(), row.getChunks(), new Spent(usage, Optional.ofNullable(row.getCostUsd())));
    }

    private static JobEvent event(JobEventRecord row) {
        Optional<PageChange> page = Optional.ofNullable(row.getPageSlug())
                .map(slug -> new PageChange(slug, row.getPageTitle(), PageStatus.valueOf(row.getPageStatus())));
        return new JobEvent(
                new JobId(row.getJobId()),
                row.getSeq(),
                row.getRun(),
                row.getAt(),
                JobStates.state(row.getState(), row.getPausedIn(), row.getPauseReason()),
                new Progress(row.getTotal(), row.getCompleted(), row.getFailed()),
                row.getPercent(),
                new Happening(row.getMessage(), page, row.getError()),
                tokens(row));
    }
}
