package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.ENGINE_PAUSE;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static io.deepwiki.db.generated.Tables.WORK_ITEM;

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
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

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
        dsl.update(WORK_ITEM)
                .set(WORK_ITEM.READY_AT, ServerTime.now())
                .where(WORK_ITEM.ID.in(
                        items.stream().map(item -> item.id().value()).toList()))
                .and(WORK_ITEM.READY_AT.gt(ServerTime.now())) // by a clock that is fast
                .execute();
    }

    @Override
    public List<Claim> claim(InstanceId instance, int atMost, Caps caps, Duration lease, Expired expired) {
        return WorkQueueSql.claim(dsl, instance, atMost, caps, lease, expired).stream()
                .map(row -> claim(row, instance))
                .toList();
    }

    private static Claim claim(WorkItemRecord row, InstanceId holder) {
        return new Claim(item(row), new Lease(new WorkItemId(row.getId()), holder, row.getFence()));
    }

    /**
     * It passes over what somebody settles at this moment, and so waits for nobody while it has locked other items: a settlement locks its
     * own item and then others of its job, in whatever order, and the two would wait for each other. All who settle hold the lock of the job,
     * and claims pass over what is locked: nobody else locks several items. What is passed over is still held; the next heartbeat prolongs it.
     */
    @Override
    public Set<Lease> renew(InstanceId instance, Duration lease) {
        var mine = WORK_ITEM.as("mine");
        dsl.update(WORK_ITEM)
                .set(WORK_ITEM.LEASE_UNTIL, ServerTime.in(lease))
                .where(WORK_ITEM.ID.in(DSL.select(mine.ID)
                        .from(mine)
                        .where(mine.HOLDER.eq(instance.value()))
                        .forUpdate()
                        .skipLocked()))
                .returningResult(ThisTransaction.notLeftOpen()) // a claim passes over what is locked
                .fetch();
        return leases(
                dsl.select(WORK_ITEM.ID, WORK_ITEM.FENCE).from(WORK_ITEM).where(WORK_ITEM.HOLDER.eq(instance.value())),
                instance);
    }

    @Override
    public Set<Lease> held(InstanceId instance, Duration patience) {
        return leases(
                dsl.select(WORK_ITEM.ID, WORK_ITEM.FENCE)
                        .from(WORK_ITEM)
                        .join(WIKI_JOB)
                        .on(WIKI_JOB.ID.eq(WORK_ITEM.JOB_ID))
                        .where(WORK_ITEM.HOLDER.eq(instance.value()))
                        .and(WIKI_JOB.PAUSED_AT.isNull().or(WIKI_JOB.PAUSED_AT.gt(ServerTime.in(patience.negated())))),
                instance);
    }

    private static Set<Lease> leases(ResultQuery<Record2<UUID, Long>> held, InstanceId holder) {
        return Set.copyOf(held.fetch(row -> new Lease(new WorkItemId(row.value1()), holder, row.value2())));
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
    public List<Claim> heldBesides(InstanceId instance, Set<Lease> running) {
        return dsl
                .selectFrom(WORK_ITEM)
                .where(WORK_ITEM.HOLDER.eq(instance.value()))
                .fetch(row -> claim(row, instance))
                .stream()
                .filter(claim -> !running.contains(claim.lease()))
                .toList();
    }

    @Override
    public List<Claim> abandoned() {
        return dsl.select(WORK_ITEM.fields())
                .from(WORK_ITEM)
                .join(WIKI_JOB)
                .on(WIKI_JOB.ID.eq(WORK_ITEM.JOB_ID))
                .where(WORK_ITEM.LEASE_UNTIL.le(ServerTime.now()))
                .and(WIKI_JOB.PAUSED_AT
                        .isNotNull()
                        .or(DSL.exists(DSL.selectOne().from(ENGINE_PAUSE))))
                .orderBy(WORK_ITEM.ID)
                .fetch(row -> {
                    WorkItemRecord item = row.into(WORK_ITEM);
                    return claim(item, new InstanceId(item.getHolder()));
                });
    }

    @Override
    public boolean takeBack(Lease lease) {
        return dsl.update(WORK_ITEM)
                        .setNull(WORK_ITEM.HOLDER)
                        .setNull(WORK_ITEM.LEASE_UNTIL)
                        .set(WORK_ITEM.CRASHES, WORK_ITEM.CRASHES.plus(1))
                        .where(isHeldBy(lease))
                        .and(WORK_ITEM.LEASE_UNTIL.le(ServerTime.now()))
                        .execute()
                == 1;
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

    private static WorkItemRecord row(WorkItem item) {
        WorkItemRecord row = new WorkItemRecord()
                .setId(item.id().value())
                .setJobId(item.job().value())
                .setKind(item.work().kind())
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
