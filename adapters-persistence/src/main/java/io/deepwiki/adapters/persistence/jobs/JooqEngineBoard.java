package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.ENGINE_PAUSE;
import static io.deepwiki.db.generated.Tables.SERVICE_INSTANCE;
import static io.deepwiki.db.generated.Tables.WIKI_JOB;
import static io.deepwiki.db.generated.Tables.WORK_ITEM;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import io.deepwiki.adapters.persistence.database.ServerTime;
import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.application.jobs.port.EngineBoard;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The engine's switch and its state in tables, on the server's clock. */
public final class JooqEngineBoard implements EngineBoard {
    private static final int THE_ROW = 1;
    private static final int LONGEST_NAME = 300;

    private final DSLContext dsl;

    public JooqEngineBoard(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public boolean pause() {
        return dsl.insertInto(ENGINE_PAUSE)
                        .set(ENGINE_PAUSE.ID, THE_ROW)
                        .set(ENGINE_PAUSE.SINCE, ServerTime.now())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    @Override
    public boolean resume() {
        return dsl.deleteFrom(ENGINE_PAUSE).execute() == 1;
    }

    @Override
    public Optional<Instant> pausedSince() {
        return dsl.select(ENGINE_PAUSE.SINCE).from(ENGINE_PAUSE).fetchOptional(ENGINE_PAUSE.SINCE);
    }

    @Override
    public Queue queue() {
        Field<Instant> now = ServerTime.now();
        Condition held = WORK_ITEM.LEASE_UNTIL.gt(now);
        // what an instance lost can be claimed since its lease ended
        Field<Instant> since =
                DSL.greatest(WORK_ITEM.READY_AT, DSL.coalesce(WORK_ITEM.LEASE_UNTIL, WORK_ITEM.READY_AT));
        Condition ready = since.le(now);
        Condition atWork = WIKI_JOB.STATE.in(JobStates.AT_WORK);
        int jobs = dsl.fetchCount(WIKI_JOB, atWork);
        return dsl.select(
                        count().filterWhere(atWork.and(ready)),
                        count().filterWhere(
                                        atWork.and(WORK_ITEM.LEASE_UNTIL.isNull()).and(since.gt(now))),
                        count().filterWhere(held),
                        min(since).filterWhere(atWork.and(ready)))
                .from(WORK_ITEM)
                .join(WIKI_JOB)
                .on(WIKI_JOB.ID.eq(WORK_ITEM.JOB_ID))
                .fetchSingle(row ->
                        new Queue(row.value1(), row.value2(), row.value3(), Optional.ofNullable(row.value4()), jobs));
    }

    @Override
    public List<Held> held() {
        return dsl.select(WORK_ITEM.asterisk(), WIKI_JOB.PROVIDER)
                .from(WORK_ITEM)
                .join(WIKI_JOB)
                .on(WIKI_JOB.ID.eq(WORK_ITEM.JOB_ID))
                .where(WORK_ITEM.LEASE_UNTIL.gt(ServerTime.now()))
                .orderBy(WORK_ITEM.LEASE_UNTIL, WORK_ITEM.ID)
                .fetch(row -> {
                    var item = row.into(WORK_ITEM);
                    return new Held(
                            new JobId(item.getJobId()),
                            JooqWorkQueue.work(item),
                            row.get(WIKI_JOB.PROVIDER),
                            new InstanceId(item.getHolder()),
                            item.getAttempt(),
                            item.getCrashes(),
                            item.getLeaseUntil());
                });
    }

    @Override
    public List<Instance> instances() {
        Field<Boolean> alive = SERVICE_INSTANCE.ALIVE_UNTIL.gt(ServerTime.now());
        return dsl.select(
                        SERVICE_INSTANCE.ID,
                        SERVICE_INSTANCE.NAME,
                        SERVICE_INSTANCE.STARTED_AT,
                        SERVICE_INSTANCE.BEAT_AT,
                        alive)
                .from(SERVICE_INSTANCE)
                .orderBy(SERVICE_INSTANCE.STARTED_AT, SERVICE_INSTANCE.ID)
                .fetch(row -> new Instance(
                        new InstanceId(row.value1()), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    @Override
    public void introduce(InstanceId instance, String name) {
        String kept = Text.storable(name.substring(0, Math.min(LONGEST_NAME, name.length())));
        dsl.insertInto(SERVICE_INSTANCE)
                .set(SERVICE_INSTANCE.ID, instance.value())
                .set(SERVICE_INSTANCE.NAME, kept)
                .set(SERVICE_INSTANCE.ALIVE_UNTIL, ServerTime.now())
                .onConflict(SERVICE_INSTANCE.ID)
                .doUpdate()
                .set(SERVICE_INSTANCE.NAME, kept)
                .execute();
    }

    @Override
    public void forgetInstances(Duration silent) {
        dsl.deleteFrom(SERVICE_INSTANCE)
                .where(SERVICE_INSTANCE.ALIVE_UNTIL.lt(ServerTime.in(silent.negated())))
                .execute();
    }
}
