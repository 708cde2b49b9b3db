package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.db.generated.Tables;
import io.deepwiki.db.generated.tables.records.WorkItemRecord;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What of the work queue must be read as SQL. Time is always the server's, at the beginning of the statement: a statement that had to
 * wait for a lock does not work with the time before it.
 */
final class WorkQueueSql {
    /**
     * Claims of all instances go one after the other. Without it two of them could count the items that a job holds at the same moment, both
     * find room, and break the cap together: locks on the items would not help, since they claim different ones. It costs a claim a few
     * milliseconds of waiting, and there are tens of them a second at most.
     *
     * <p>It is a statement of its own, since one that waits for a lock goes on with what it saw before. The two are sent as one, which the server
     * commits by itself: whoever stands still while it claims keeps nobody from claiming. The driver ends the first before it sends the second if
     * what that returns may be longer than it can keep: a column of {@code work_item} that has no limit would break the caps.
     */
    private static final String ONE_BY_ONE = "select 1 from pg_advisory_xact_lock(7216834491);";

    /**
     * Work on paused jobs stays where it is. A row's turn is its place in its job's queue behind what the job holds already: claimed by turn,
     * then by age, jobs are served turn by turn. {@code skip locked} passes over items that somebody settles or withdraws right now. Its place
     * is that behind what is held for the same provider, in the order of the turns, over all jobs; what asks no model has the place 0.
     * What is frail, given up when its process crashes once more, is claimed one by one: else whatever is in hand beside a page that ends the
     * process each time would be given up with it. What is not taken over counts as held, though its lease has run out. What is chosen is asked
     * again whether its lease has run out, since it may have been prolonged between the beginning of the statement and the moment in which it is
     * locked.
     */
    private static final String CLAIM = """
            with held as (
                select job_id, count(*) as items
                from work_item
                where holder is not null and (lease_until > statement_timestamp() or holder = {2} or not {7})
                group by job_id
            ), asking as (
                select job.provider, count(*) as items
                from work_item item
                join wiki_job job on job.id = item.job_id
                where item.holder is not null
                    and (item.lease_until > statement_timestamp() or item.holder = {2} or not {7})
                    and item.kind in ('plan', 'page')
                group by job.provider
            ), ready as (
                select item.id, item.job_id, item.kind in ('plan', 'page') as asks, item.ready_at,
                    item.crashes + case when item.holder is null then 0 else 1 end >= {8} as frail, coalesce(held.items, 0)
                    + row_number() over (partition by item.job_id order by item.ready_at, item.id) as turn
                from work_item item
                join wiki_job job on job.id = item.job_id and job.paused_at is null
                left join held on held.job_id = item.job_id
                where (item.holder is null and item.ready_at <= statement_timestamp())
                    or (item.lease_until <= statement_timestamp() and item.holder <> {2} and {7})
            ), placed as (
                select ready.id, ready.ready_at, ready.turn, coalesce(own.cap, {4}) as cap, ready.frail,
                    row_number() over (partition by ready.frail order by ready.turn, ready.ready_at, ready.id) as among_frail,
                    case when ready.asks
                        then coalesce(asking.items, 0) + row_number() over (
                            partition by job.provider, ready.asks order by ready.turn, ready.ready_at, ready.id)
                        else 0
                    end as place
                from ready
                join wiki_job job on job.id = ready.job_id
                left join asking on asking.provider = job.provider
                left join unnest({5}, {6}) as own (provider, cap) on own.provider = job.provider
                where ready.turn <= {0}
            ), chosen as materialized (
                select item.id, placed.turn
                from work_item item
                join placed on placed.id = item.id
                where placed.place <= placed.cap
                    and (not placed.frail or placed.among_frail = 1 and not exists (
                        select 1 from work_item mine where mine.holder = {2} and mine.crashes >= {8}))
                    and (item.holder is null or item.lease_until <= statement_timestamp())
                    and not exists (select 1 from engine_pause)
                order by placed.turn, placed.ready_at, placed.id
                limit {1}
                for update of item skip locked
            )
            update work_item item
            set holder = {2},
                lease_until = statement_timestamp() + {3} * interval '1 millisecond',
                fence = item.fence + 1,
                crashes = item.crashes + case when item.holder is null then 0 else 1 end
            from chosen
            where chosen.id = item.id
            returning item.*, chosen.turn
            """;

    private static final Field<Long> TURN = DSL.field(DSL.name("turn"), SQLDataType.BIGINT);

    private WorkQueueSql() {}

    /** The claimed rows, in the order of their turns. */
    static List<WorkItemRecord> claim(
            DSLContext dsl, InstanceId instance, int atMost, Caps caps, Duration lease, Expired expired) {
        List<Map.Entry<String, Integer>> own = List.copyOf(caps.ofProviders().entrySet());
        return dsl
                .fetchMany(
                        ONE_BY_ONE + CLAIM,
                        DSL.val(caps.perJob()),
                        DSL.val(atMost),
                        DSL.val(instance.value()),
                        DSL.val(lease.toMillis()),
                        DSL.val(caps.perProvider()),
                        DSL.val(own.stream().map(Map.Entry::getKey).toArray(String[]::new)),
                        DSL.val(own.stream().map(Map.Entry::getValue).toArray(Integer[]::new)),
                        DSL.val(expired == Expired.TAKEN_OVER),
                        DSL.val(RetryPolicy.CRASHES - 1))
                .getLast()
                .stream()
                .sorted(Comparator.<Record, Long>comparing(row -> row.get(TURN))
                        .thenComparing(row -> row.get(Tables.WORK_ITEM.READY_AT.getName(), Instant.class))
                        .thenComparing(row -> row.get(Tables.WORK_ITEM.ID.getName(), String.class)))
                .map(row -> row.into(Tables.WORK_ITEM))
                .toList();
    }
}
