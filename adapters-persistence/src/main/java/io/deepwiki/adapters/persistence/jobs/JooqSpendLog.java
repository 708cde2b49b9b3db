package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.JOB_SPEND;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.deepwiki.application.jobs.port.SpendLog;
import io.deepwiki.db.generated.tables.records.JobSpendRecord;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What jobs spent in a table, a row for each call. */
public final class JooqSpendLog implements SpendLog {
    private static final Field<Long> PROMPT = total(JOB_SPEND.PROMPT_TOKENS);
    private static final Field<Long> COMPLETION = total(JOB_SPEND.COMPLETION_TOKENS);
    private static final Field<Boolean> ESTIMATED = coalesce(boolOr(JOB_SPEND.ESTIMATED), inline(false));

    /** Null as soon as one of the costs is not known. */
    private static final Field<BigDecimal> COST =
            when(count().eq(count(JOB_SPEND.COST_USD)), coalesce(sum(JOB_SPEND.COST_USD), inline(BigDecimal.ZERO)));

    private final DSLContext dsl;

    public JooqSpendLog(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static Field<Long> total(Field<Long> tokens) {
        return coalesce(sum(tokens), inline(BigDecimal.ZERO)).cast(SQLDataType.BIGINT);
    }

    @Override
    public void add(List<Spend> calls) {
        if (!calls.isEmpty()) {
            dsl.insertInto(JOB_SPEND)
                    .set(calls.stream().map(JooqSpendLog::row).toList())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /** What a job spent so far, as one row in the columns of this table: for a statement that keeps it. */
    static CommonTableExpression<Record4<Long, Long, Boolean, BigDecimal>> sumsOf(JobId job) {
        return DSL.name("spent")
                .fields(
                        JOB_SPEND.PROMPT_TOKENS.getUnqualifiedName(),
                        JOB_SPEND.COMPLETION_TOKENS.getUnqualifiedName(),
                        JOB_SPEND.ESTIMATED.getUnqualifiedName(),
                        JOB_SPEND.COST_USD.getUnqualifiedName())
                .as(DSL.select(PROMPT, COMPLETION, ESTIMATED, COST)
                        .from(JOB_SPEND)
                        .where(JOB_SPEND.JOB_ID.eq(job.value())));
    }

    @Override
    public Spent ofRun(JobId job, int run) {
        return dsl.select(PROMPT, COMPLETION, ESTIMATED, COST)
                .from(JOB_SPEND)
                .where(JOB_SPEND.JOB_ID.eq(job.value()), JOB_SPEND.RUN.eq(run))
                .fetchSingle(JooqSpendLog::spent);
    }

    @Override
    public Map<JobId, Spent> ofJobs(Collection<JobId> jobs) {
        return dsl.select(JOB_SPEND.JOB_ID, PROMPT, COMPLETION, ESTIMATED, COST)
                .from(JOB_SPEND)
                .where(JOB_SPEND.JOB_ID.in(jobs.stream().map(JobId::value).toList()))
                .groupBy(JOB_SPEND.JOB_ID)
                .fetchMap(row -> new JobId(row.get(JOB_SPEND.JOB_ID)), JooqSpendLog::spent);
    }

    @Override
    public Map<String, Spent> ofPages(JobId job) {
        return dsl.select(JOB_SPEND.SLUG, PROMPT, COMPLETION, ESTIMATED, COST)
                .from(JOB_SPEND)
                .where(JOB_SPEND.JOB_ID.eq(job.value()), JOB_SPEND.SLUG.isNotNull())
                .groupBy(JOB_SPEND.SLUG)
                .fetchMap(JOB_SPEND.SLUG, JooqSpendLog::spent);
    }

    private static Spent spent(Record row) {
        return new Spent(
                new TokenUsage(row.get(PROMPT), row.get(COMPLETION), row.get(ESTIMATED)),
                Optional.ofNullable(row.get(COST)));
    }

    private static JobSpendRecord row(Spend call) {
        TokenUsage usage = call.spent().usage();
        return new JobSpendRecord()
                .setId(call.id())
                .setJobId(call.job().value())
                .setRun(call.run())
                .setKind(call.work().kind())
                .setSlug(call.work() instanceof Work.Page(String slug) ? slug : null)
                .setAttempt(call.attempt())
                .setPromptTokens(usage.prompt())
                .setCompletionTokens(usage.completion())
                .setEstimated(usage.estimated())
                .setCostUsd(call.spent().cost().orElse(null))
                .setAt(call.at());
    }
}
