package io.deepwiki.adapters.persistence.chat;

import static io.deepwiki.db.generated.Tables.CHAT_STREAM;
import static io.deepwiki.db.generated.Tables.SERVICE_INSTANCE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.deepwiki.adapters.persistence.database.ServerTime;
import io.deepwiki.adapters.persistence.database.ThisTransaction;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Result;

/** Signs in tables, on the server's clock. */
public final class JooqStreamSigns implements StreamSigns {
    private static final Condition RUNS = CHAT_STREAM.STATE.eq(StreamState.RUNNING.name());

    /** Streams of older versions have none. */
    private static final Field<UUID> WRITER = coalesce(CHAT_STREAM.WRITER, val(new UUID(0, 0)));

    private final DSLContext dsl;

    public JooqStreamSigns(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The disk may be busy with what is being stored; after a crash of the machine nobody that it tells of lives. */
    @Override
    public void alive(InstanceId instance, Duration lease) {
        dsl.select(ThisTransaction.notWaitingForTheDisk()).execute();
        dsl.insertInto(SERVICE_INSTANCE)
                .set(SERVICE_INSTANCE.ID, instance.value())
                .set(SERVICE_INSTANCE.ALIVE_UNTIL, ServerTime.in(lease))
                .set(SERVICE_INSTANCE.BEAT_AT, ServerTime.now())
                .onConflict(SERVICE_INSTANCE.ID)
                .doUpdate()
                .set(SERVICE_INSTANCE.ALIVE_UNTIL, ServerTime.in(lease))
                .set(SERVICE_INSTANCE.BEAT_AT, ServerTime.now())
                .execute();
    }

    @Override
    public void gone(InstanceId instance) {
        dsl.deleteFrom(SERVICE_INSTANCE)
                .where(SERVICE_INSTANCE.ID.eq(instance.value()))
                .execute();
    }

    @Override
    public List<ChatStream> claimAbandoned(InstanceId instance, int atMost) {
        Condition abandoned = RUNS.and(WRITER.ne(instance.value()))
                .and(notExists(selectOne()
                        .from(SERVICE_INSTANCE)
                        .where(SERVICE_INSTANCE.ID.eq(WRITER))
                        .and(SERVICE_INSTANCE.ALIVE_UNTIL.gt(ServerTime.now()))));
        List<UUID> gone = dsl.selectDistinct(WRITER).from(CHAT_STREAM).where(abandoned).fetch(WRITER).stream()
                .filter(writer -> dsl.fetchValue(WriterLock.taken(writer)))
                .toList();
        return gone.isEmpty() ? List.of() : claim(instance, abandoned.and(WRITER.in(gone)), atMost);
    }

    private List<ChatStream> claim(InstanceId instance, Condition which, int atMost) {
        return dsl.update(CHAT_STREAM)
                .set(CHAT_STREAM.WRITER, instance.value())
                .where(CHAT_STREAM.ID.in(select(CHAT_STREAM.ID)
                        .from(CHAT_STREAM)
                        .where(which)
                        .limit(atMost)
                        .forUpdate()
                        .skipLocked()))
                .returning()
                .fetch(ChatRows::stream);
    }

    @Override
    public List<ChatStream> running(InstanceId writer) {
        return dsl.selectFrom(CHAT_STREAM)
                .where(RUNS, CHAT_STREAM.WRITER.eq(writer.value()))
                .fetch(ChatRows::stream);
    }

    @Override
    public void askToStop(StreamId id) {
        dsl.update(CHAT_STREAM)
                .set(CHAT_STREAM.STOP_ASKED, true)
                .where(CHAT_STREAM.ID.eq(id.value()))
                .and(RUNS)
                .execute();
    }

    @Override
    public Set<StreamId> askedToStop(InstanceId writer) {
        return ids(dsl.select(CHAT_STREAM.ID)
                .from(CHAT_STREAM)
                .where(RUNS)
                .and(CHAT_STREAM.WRITER.eq(writer.value()))
                .and(CHAT_STREAM.STOP_ASKED)
                .fetch());
    }

    @Override
    public void reading(Set<StreamId> ids) {
        UUID[] read = ids.stream().map(StreamId::value).toArray(UUID[]::new);
        dsl.update(CHAT_STREAM)
                .set(CHAT_STREAM.READ_AT, ServerTime.now())
                .where(CHAT_STREAM.ID.in(select(CHAT_STREAM.ID)
                        .from(CHAT_STREAM)
                        .where(CHAT_STREAM.ID.eq(any(read)), RUNS)
                        .forNoKeyUpdate()
                        .skipLocked())) // whoever changes one of them now must not wait for this, nor this for it
                .execute();
    }

    @Override
    public Set<StreamId> readWithin(Set<StreamId> ids, Duration time) {
        return ids(dsl.select(CHAT_STREAM.ID)
                .from(CHAT_STREAM)
                .where(CHAT_STREAM.ID.in(ids.stream().map(StreamId::value).toList()))
                .and(CHAT_STREAM.READ_AT.gt(ServerTime.in(time.negated())))
                .fetch());
    }

    private static Set<StreamId> ids(Result<Record1<UUID>> rows) {
        return rows.stream().map(Record1::value1).map(StreamId::new).collect(Collectors.toUnmodifiableSet());
    }
}
