package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static io.deepwiki.db.generated.Tables.WORK_ITEM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.min;

import io.deepwiki.adapters.persistence.database.ServerTime;
import io.deepwiki.adapters.persistence.database.ThisTransaction;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.db.generated.tables.records.WorkItemRecord;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.jobs.WorkItemId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The work queue in a table, on the server's clock. Each decision is one statement, and its row count is the answer: a result is taken
 * only from whoever holds the item by its latest fence.
 */
public final class JooqWorkQueue implements WorkQueue {
    private final DSLContext dsl;

    public JooqWorkQueue(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void add(List<WorkItem> items) {
        dsl.insertInto(WORK_ITEM)
                .set(items.stream().map(JooqWorkQueue::row).toList())
                .execute();
    }

    @Override
    public List<Claim> claim(InstanceId instance, int atMost, Caps caps, Duration lease) {
        return WorkQueueSql.claim(dsl, instance, atMost, caps, lease).stream()
                .map(row -> claim(row, instance))
                .toList();
    }

    private static Claim claim(WorkItemRecord row, InstanceId holder) {
        return new Claim(item(row), new Lease(new WorkItemId(row.getId()), holder, row.getFence()));
    }

    @Override
    public Set<WorkItemId> renew(InstanceId instance, Duration lease) {
        return dsl
                .update(WORK_ITEM)
                .set(WORK_ITEM.LEASE_UNTIL, ServerTime.in(lease))
                .where(WORK_ITEM.HOLDER.eq(instance.value()))
                .returningResult(WORK_ITEM.ID, ThisTransaction.notLeftOpen()) // a claim passes over what is locked
                .fetch(WORK_ITEM.ID)
                .stream()
                .map(WorkItemId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<WorkItemId> held(InstanceId instance, Duration patience) {
        return dsl
                .select(WORK_ITEM.ID)
                .from(WORK_ITEM)
                .join(WIKI_JOB)
                .on(WIKI_JOB.ID.eq(WORK_ITEM.JOB_ID))
                .where(WORK_ITEM.HOLDER.eq(instance.value()))
                .and(WIKI_JOB.PAUSED_AT.isNull().or(WIKI_JOB.PAUSED_AT.gt(ServerTime.in(patience.negated()))))
                .fetch(WORK_ITEM.ID)
                .stream()
                .map(WorkItemId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean holds(Lease lease) {
        return dsl.fetchExists(WORK_ITEM, isHeldBy(lease));
    }

    @Override
    public boolean complete(Lease lease) {
        return dsl.deleteFrom(WORK_ITEM).where(isHeldBy(lease)).execute() == 1;
    }

    @Override
    public boolean retryAfter(Lease lease, Duration pause) {
        return dsl.update(WORK_ITEM)
                        .setNull(WORK_ITEM.HOLDER)
                        .setNull(WORK_ITEM.LEASE_UNTIL)
                        .set(WORK_ITEM.ATTEMPT, WORK_ITEM.ATTEMPT.plus(1))
                        .set(WORK_ITEM.READY_AT, ServerTime.in(pause))
                        .where(isHeldBy(lease))
                        .execute()
                == 1;
    }

    @Override
    public boolean putOff(Lease lease, Duration pause) {
        return dsl.update(WORK_ITEM)
                        .setNull(WORK_ITEM.HOLDER)
                        .setNull(WORK_ITEM.LEASE_UNTIL)
                        .set(WORK_ITEM.WAITS, WORK_ITEM.WAITS.plus(1))
                        .set(WORK_ITEM.READY_AT, ServerTime.in(pause))
                        .where(isHeldBy(lease))
                        .execute()
                == 1;
    }

    @Override
    public void forgetWaits(JobId job) {
        dsl.update(WORK_ITEM)
                .set(WORK_ITEM.WAITS, 0)
                .where(WORK_ITEM.JOB_ID.eq(job.value()), WORK_ITEM.WAITS.ne(0))
                .execute();
    }

    @Override
    public boolean release(Lease lease) {
        return dsl.update(WORK_ITEM)
                        .setNull(WORK_ITEM.HOLDER)
                        .setNull(WORK_ITEM.LEASE_UNTIL)
                        .set(WORK_ITEM.READY_AT, ServerTime.in(Duration.ZERO))
                        .where(isHeldBy(lease))
                        .execute()
                == 1;
    }

    @Override
    public List<Claim> heldBesides(InstanceId instance, Set<WorkItemId> running) {
        return dsl.selectFrom(WORK_ITEM)
                .where(WORK_ITEM.HOLDER.eq(instance.value()))
                .and(WORK_ITEM.ID.notIn(running.stream().map(WorkItemId::value).toList()))
                .fetch(row -> claim(row, instance));
    }

    private static Condition isHeldBy(Lease lease) {
        return WORK_ITEM
                .ID
                .eq(lease.item().value())
                .and(WORK_ITEM.HOLDER.eq(lease.holder().value()))
                .and(WORK_ITEM.FENCE.eq(lease.fence()));
    }

    @Override
    public void withdraw(JobId job) {
        dsl.deleteFrom(WORK_ITEM).where(WORK_ITEM.JOB_ID.eq(job.value())).execute();
    }

    @Override
    public Optional<Duration> untilNext() {
        return dsl.select(WorkQueueSql.millisUntil(min(coalesce(WORK_ITEM.LEASE_UNTIL, WORK_ITEM.READY_AT))))
                .from(WORK_ITEM)
                .join(WIKI_JOB)
                .on(WIKI_JOB.ID.eq(WORK_ITEM.JOB_ID))
                .where(WIKI_JOB.PAUSED_AT.isNull())
                .fetchSingle(row -> Optional.ofNullable(row.value1()))
                .map(millis -> Duration.ofMillis(Math.max(0, millis)));
    }

    private static WorkItemRecord row(WorkItem item) {
        WorkItemRecord row = new WorkItemRecord()
                .setId(item.id().value())
                .setJobId(item.job().value())
                .setKind(kind(item.work()))
                .setAttempt(item.attempt())
                .setCrashes(item.crashes())
                .setWaits(item.waits())
                .setReadyAt(item.readyAt());
        return item.work() instanceof Work.Page(String slug) ? row.setSlug(slug) : row;
    }

    private static WorkItem item(WorkItemRecord row) {
        UUID job = row.getJobId();
        return new WorkItem(
                new WorkItemId(row.getId()),
                new JobId(job),
                work(row),
                row.getAttempt(),
                row.getCrashes(),
                row.getWaits(),
                row.getReadyAt());
    }

    /** The word for the kind of work. */
    static String kind(Work work) {
        return switch (work) {
            case Work.Index _ -> "index";
            case Work.Plan _ -> "plan";
            case Work.Page _ -> "page";
            case Work.Finish _ -> "finish";
        };
    }

    static Work work(WorkItemRecord row) {
        return switch (row.getKind()) {
            case "index" -> new Work.Index();
            case "plan" -> new Work.Plan();
            case "page" -> new Work.Page(row.getSlug());
            case "finish" -> new Work.Finish();
            default -> throw new IllegalStateException("a newer version added work of the kind " + row.getKind());
        };
    }
}
