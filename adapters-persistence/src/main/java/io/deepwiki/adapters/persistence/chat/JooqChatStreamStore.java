package io.deepwiki.adapters.persistence.chat;

import static io.deepwiki.db.generated.Tables.CHAT_PART;
import static io.deepwiki.db.generated.Tables.CHAT_STREAM;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.deepwiki.adapters.persistence.database.Rows;
import io.deepwiki.adapters.persistence.database.Rows.Column;
import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.adapters.persistence.database.ThisTransaction;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.usage.StreamLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Answers in tables. */
public final class JooqChatStreamStore implements ChatStreamStore {
    private static final Condition RUNS = CHAT_STREAM.STATE.eq(StreamState.RUNNING.name());

    private final DSLContext dsl;

    public JooqChatStreamStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * What a crash of the machine loses of an answer is its last half second, and no more is promised; waiting for the disk at every beginning
     * would let one key begin no more than some 200 answers a second. An end waits: what was told to be whole stays whole.
     */
    @Override
    public void lock(Caller caller) {
        Field<?> key =
                DSL.function(DSL.name("hashtextextended"), SQLDataType.BIGINT, DSL.val(caller.keyId()), DSL.val(0L));
        dsl.select(
                        ThisTransaction.notWaitingForTheDisk(),
                        ThisTransaction.notLeftOpen(),
                        DSL.function(DSL.name("pg_advisory_xact_lock"), SQLDataType.OTHER, key))
                .execute();
    }

    @Override
    public Optional<Bound> boundTo(Caller caller, String key) {
        return dsl.selectFrom(CHAT_STREAM)
                .where(CHAT_STREAM.KEY_ID.eq(caller.keyId()), CHAT_STREAM.IDEMPOTENCY_KEY.eq(key))
                .fetchOptional(row -> new Bound(ChatRows.stream(row), row.getRequestDigest()));
    }

    @Override
    public void unbind(StreamId id) {
        dsl.update(CHAT_STREAM)
                .setNull(CHAT_STREAM.IDEMPOTENCY_KEY)
                .where(CHAT_STREAM.ID.eq(id.value()))
                .execute();
    }

    @Override
    public StreamLoad load(Caller caller, Instant since) {
        Condition mine = CHAT_STREAM.KEY_ID.eq(caller.keyId());
        Condition recent = mine.and(CHAT_STREAM.STARTED_AT.gt(since));
        var running = field(select(count()).from(CHAT_STREAM).where(mine, RUNS));
        var begun = field(select(count()).from(CHAT_STREAM).where(recent));
        var oldest = field(select(min(CHAT_STREAM.STARTED_AT)).from(CHAT_STREAM).where(recent));
        return dsl.select(running, begun, oldest)
                .fetchSingle(row -> new StreamLoad(row.value1(), row.value2(), Optional.ofNullable(row.value3())));
    }

    @Override
    public void begin(ChatStream stream, Optional<Binding> binding, InstanceId writer) {
        dsl.insertInto(CHAT_STREAM)
                .set(CHAT_STREAM.ID, stream.id().value())
                .set(CHAT_STREAM.KIND, stream.kind().name())
                .set(CHAT_STREAM.KEY_ID, stream.owner().keyId())
                .set(CHAT_STREAM.REPOSITORY_URL, stream.repository().url())
                .set(CHAT_STREAM.PROVIDER, stream.model().provider())
                .set(CHAT_STREAM.MODEL, stream.model().model())
                .set(CHAT_STREAM.STARTED_AT, stream.startedAt())
                .set(CHAT_STREAM.STATE, stream.state().name())
                .set(CHAT_STREAM.WRITER, writer.value())
                .set(CHAT_STREAM.IDEMPOTENCY_KEY, binding.map(Binding::key).orElse(null))
                .set(CHAT_STREAM.REQUEST_DIGEST, binding.map(Binding::digest).orElse(null))
                .execute();
    }

    @Override
    public Set<StreamId> writtenBy(InstanceId writer, Set<StreamId> ids) {
        Column<UUID> id = Column.of(CHAT_STREAM.ID, ids, StreamId::value);
        dsl.select(ThisTransaction.notLeftOpen(), WriterLock.shared(writer))
                .execute(); // a statement does not see what was committed while it waited
        return dsl
                .select(CHAT_STREAM.ID)
                .from(Rows.table(id))
                .join(CHAT_STREAM)
                .on(CHAT_STREAM.ID.eq(id.incoming()))
                .where(RUNS, CHAT_STREAM.WRITER.eq(writer.value()))
                .fetch(CHAT_STREAM.ID)
                .stream()
                .map(StreamId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<StreamId> lacking(Map<StreamId, Integer> newest) {
        List<Map.Entry<StreamId, Integer>> expected = List.copyOf(newest.entrySet());
        Column<UUID> id =
                Column.of(CHAT_PART.STREAM_ID, expected, it -> it.getKey().value());
        Column<Integer> position = Column.of(CHAT_PART.POSITION, expected, Map.Entry::getValue);
        return dsl
                .select(id.incoming())
                .from(Rows.table(id, position))
                .whereNotExists(selectOne()
                        .from(CHAT_PART)
                        .where(CHAT_PART.STREAM_ID.eq(id.incoming()), CHAT_PART.POSITION.eq(position.incoming())))
                .fetch(id.incoming())
                .stream()
                .map(StreamId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void append(InstanceId writer, List<StoredPart> parts) {
        Column<UUID> stream =
                Column.of(CHAT_PART.STREAM_ID, parts, part -> part.stream().value());
        Column<Integer> position = Column.of(CHAT_PART.POSITION, parts, StoredPart::position);
        Column<Long> offset = Column.of(CHAT_PART.BYTE_OFFSET, parts, StoredPart::offset);
        Column<String> kind = Column.of(CHAT_PART.KIND, parts, part -> AnswerPartJson.kind(part.part()));
        Column<String> content = Column.of(CHAT_PART.CONTENT, parts, part -> AnswerPartJson.content(part.part()));
        Column<?>[] columns = {stream, position, offset, kind, content};
        boolean ends = parts.stream().anyMatch(part -> part.part().last());
        dsl.select(
                        ends ? DSL.inline("") : ThisTransaction.notWaitingForTheDisk(),
                        ThisTransaction.notLeftOpen(),
                        WriterLock.shared(writer))
                .execute();
        dsl.insertInto(CHAT_PART, Rows.fields(columns))
                .select(select(Rows.incoming(columns))
                        .from(Rows.table(columns))
                        .join(CHAT_STREAM)
                        .on(CHAT_STREAM.ID.eq(stream.incoming()))
                        .where(RUNS, CHAT_STREAM.WRITER.eq(writer.value())))
                .onConflictDoNothing()
                .execute();
    }

    @Override
    public boolean end(InstanceId writer, ChatStream ended) {
        ChatStream.End end = ended.end().orElseThrow(() -> new IllegalArgumentException("the stream has not ended"));
        return dsl.update(CHAT_STREAM)
                        .set(CHAT_STREAM.STATE, ended.state().name())
                        .set(CHAT_STREAM.BYTES, end.bytes())
                        .set(CHAT_STREAM.SHA256, end.sha256())
                        .set(CHAT_STREAM.PROMPT_TOKENS, end.usage().prompt())
                        .set(CHAT_STREAM.COMPLETION_TOKENS, end.usage().completion())
                        .set(CHAT_STREAM.TOKENS_ESTIMATED, end.usage().estimated())
                        .set(CHAT_STREAM.COST_USD, end.cost().orElse(null))
                        .set(CHAT_STREAM.ERROR, Text.storable(end.error()))
                        .set(CHAT_STREAM.ENDED_AT, end.at())
                        .setNull(CHAT_STREAM.REQUEST)
                        .where(CHAT_STREAM.ID.eq(ended.id().value()), RUNS, CHAT_STREAM.WRITER.eq(writer.value()))
                        .execute()
                == 1;
    }

    @Override
    public Optional<ChatStream> find(StreamId id, Caller caller) {
        return dsl.selectFrom(CHAT_STREAM)
                .where(CHAT_STREAM.ID.eq(id.value()), CHAT_STREAM.KEY_ID.eq(caller.keyId()))
                .fetchOptional(ChatRows::stream);
    }

    @Override
    public List<StoredPart> parts(StreamId id, int after, int atMost) {
        return dsl.selectFrom(CHAT_PART)
                .where(CHAT_PART.STREAM_ID.eq(id.value()), CHAT_PART.POSITION.gt(after))
                .orderBy(CHAT_PART.POSITION)
                .limit(atMost)
                .fetch(ChatRows::part);
    }

    @Override
    public Optional<StoredPart> newest(StreamId id) {
        return dsl.selectFrom(CHAT_PART)
                .where(CHAT_PART.STREAM_ID.eq(id.value()))
                .orderBy(CHAT_PART.POSITION.desc())
                .limit(1)
                .fetchOptional(ChatRows::part);
    }

    @Override
    public int forget(Instant parts, Instant streams, int atMost) {
        Condition kept = exists(selectOne().from(CHAT_PART).where(CHAT_PART.STREAM_ID.eq(CHAT_STREAM.ID)));
        Condition answer = CHAT_STREAM
                .KIND
                .eq(Kind.ANSWER.name())
                .and(CHAT_STREAM.ENDED_AT.lt(parts))
                .and(kept);
        Condition whole = CHAT_STREAM.ENDED_AT.lt(streams);
        UUID[] ids = dsl.select(CHAT_STREAM.ID)
                .from(CHAT_STREAM)
                .where(answer.or(whole))
                .orderBy(CHAT_STREAM.ENDED_AT, CHAT_STREAM.ID)
                .limit(atMost)
                .fetch()
                .intoArray(CHAT_STREAM.ID);
        dsl.deleteFrom(CHAT_PART).where(CHAT_PART.STREAM_ID.eq(any(ids))).execute();
        dsl.deleteFrom(CHAT_STREAM).where(CHAT_STREAM.ID.eq(any(ids)), whole).execute();
        return ids.length;
    }
}
