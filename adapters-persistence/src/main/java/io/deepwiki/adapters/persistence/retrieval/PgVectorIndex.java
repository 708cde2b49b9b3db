package io.deepwiki.adapters.persistence.retrieval;

import static io.deepwiki.db.generated.Tables.CHUNK;
import static io.deepwiki.db.generated.Tables.EMBEDDING_PROGRESS;
import static io.deepwiki.db.generated.Tables.SNAPSHOT;
import static io.deepwiki.db.generated.Tables.SNAPSHOT_FILE;
import static io.deepwiki.db.generated.Tables.SOURCE_FILE;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import io.deepwiki.adapters.persistence.database.Vectors;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkKey;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;

/**
 * Vectors by pgvector. They are written by LangChain4j's store and read by a statement of our own: the snapshot's files are joined where
 * they are, and the scan takes half the time (docs/adr/0008).
 */
public final class PgVectorIndex implements VectorIndex {
    private static final Table<Record2<UUID, Integer>> NEWEST = select(SNAPSHOT.ID, SNAPSHOT.CHUNKS)
            .distinctOn(SNAPSHOT.REPOSITORY_ID, SNAPSHOT.BRANCH)
            .from(SNAPSHOT)
            .orderBy(SNAPSHOT.REPOSITORY_ID, SNAPSHOT.BRANCH, SNAPSHOT.INDEXED_AT.desc(), SNAPSHOT.ID.desc())
            .asTable("newest");

    private static final Field<UUID> NEWEST_ID = field(name("newest", "id"), SQLDataType.UUID);
    private static final Field<Integer> NEWEST_CHUNKS = field(name("newest", "chunks"), SQLDataType.INTEGER);

    private final DSLContext dsl;
    private final DataSource source;

    /** @param source where the store takes connections of its own from */
    public PgVectorIndex(DSLContext dsl, DataSource source) {
        this.dsl = dsl;
        this.source = source;
    }

    @Override
    public Optional<Claim> claim(EmbeddingSpace space, UUID holder, Duration lease) {
        return dsl.select(NEWEST_ID)
                .from(NEWEST)
                .leftJoin(EMBEDDING_PROGRESS)
                .on(EMBEDDING_PROGRESS.SNAPSHOT_ID.eq(NEWEST_ID))
                .and(EMBEDDING_PROGRESS.SPACE.eq(space.name()))
                .where(EMBEDDING_PROGRESS.SNAPSHOT_ID.isNull().or(open(holder)))
                .orderBy(
                        EMBEDDING_PROGRESS.SNAPSHOT_ID.isNotNull(),
                        NEWEST_CHUNKS.minus(coalesce(EMBEDDING_PROGRESS.EMBEDDED, inline(0))),
                        NEWEST_ID)
                .limit(1)
                .fetchOptional(NEWEST_ID)
                .map(id -> new Claim(new SnapshotId(id), space, holder, lease))
                .filter(this::taken);
    }

    private static Condition open(UUID holder) {
        return EMBEDDING_PROGRESS
                .COMPLETE
                .isFalse()
                .and(EMBEDDING_PROGRESS.HOLDER.eq(holder).or(EMBEDDING_PROGRESS.LEASE_UNTIL.le(currentInstant())));
    }

    private boolean taken(Claim claim) {
        return dsl.insertInto(EMBEDDING_PROGRESS)
                        .set(EMBEDDING_PROGRESS.SNAPSHOT_ID, claim.snapshot().value())
                        .set(EMBEDDING_PROGRESS.SPACE, claim.space().name())
                        .set(EMBEDDING_PROGRESS.EMBEDDED, 0)
                        .set(EMBEDDING_PROGRESS.COMPLETE, false)
                        .set(EMBEDDING_PROGRESS.HOLDER, claim.holder())
                        .set(EMBEDDING_PROGRESS.LEASE_UNTIL, end(claim.lease()))
                        .onConflict(EMBEDDING_PROGRESS.SNAPSHOT_ID, EMBEDDING_PROGRESS.SPACE)
                        .doUpdate()
                        .set(EMBEDDING_PROGRESS.HOLDER, claim.holder())
                        .set(EMBEDDING_PROGRESS.LEASE_UNTIL, end(claim.lease()))
                        .where(open(claim.holder()))
                        .execute()
                == 1;
    }

    private static Field<Instant> end(Duration lease) {
        return currentInstant().plus(DayToSecond.valueOf(lease));
    }

    @Override
    public List<Unembedded> next(Claim claim, int atMost) {
        Condition missing = missing(claim);
        int left = dsl.fetchCount(chunks(claim.snapshot(), missing));
        dsl.update(EMBEDDING_PROGRESS)
                .set(
                        EMBEDDING_PROGRESS.EMBEDDED,
                        select(SNAPSHOT.CHUNKS.minus(left))
                                .from(SNAPSHOT)
                                .where(SNAPSHOT.ID.eq(claim.snapshot().value())))
                .set(EMBEDDING_PROGRESS.COMPLETE, left == 0)
                .set(EMBEDDING_PROGRESS.LEASE_UNTIL, end(claim.lease()))
                .where(mine(claim))
                .execute();
        return left == 0 ? List.of() : contents(claim.snapshot(), missing, atMost);
    }

    private static Condition mine(Claim claim) {
        return EMBEDDING_PROGRESS
                .SNAPSHOT_ID
                .eq(claim.snapshot().value())
                .and(EMBEDDING_PROGRESS.SPACE.eq(claim.space().name()))
                .and(EMBEDDING_PROGRESS.HOLDER.eq(claim.holder()));
    }

    private static Condition missing(Claim claim) {
        EmbeddingTable vectors = new EmbeddingTable(claim.space().dimension());
        return notExists(selectOne()
                .from(vectors.table())
                .where(vectors.within(repositoryOf(claim.snapshot()), claim.space()))
                .and(vectors.content().eq(CHUNK.CONTENT_HASH)));
    }

    private static SelectConditionStep<Record1<String>> chunks(SnapshotId snapshot, Condition condition) {
        return select(CHUNK.CONTENT_HASH)
                .from(SNAPSHOT_FILE)
                .join(CHUNK)
                .on(CHUNK.FILE_ID.eq(SNAPSHOT_FILE.FILE_ID))
                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .and(condition);
    }

    private List<Unembedded> contents(SnapshotId snapshot, Condition missing, int atMost) {
        Table<Record1<String>> hashes = chunks(snapshot, missing)
                .groupBy(CHUNK.CONTENT_HASH)
                .limit(atMost)
                .asTable("hashes");
        Field<String> hash = field(name("hashes", CHUNK.CONTENT_HASH.getName()), SQLDataType.VARCHAR);
        return dsl.select(CHUNK.CONTENT_HASH, CHUNK.HEADER, CHUNK.CONTENT)
                .distinctOn(CHUNK.CONTENT_HASH)
                .from(hashes)
                .join(CHUNK)
                .on(CHUNK.CONTENT_HASH.eq(hash))
                .orderBy(CHUNK.CONTENT_HASH)
                .fetch(row -> new Unembedded(row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void add(Claim claim, Map<String, float[]> vectors) {
        UUID repository = dsl.fetchOptional(repositoryOf(claim.snapshot()))
                .map(Record1::value1)
                .orElseThrow(() -> new IllegalStateException("the snapshot is gone"));
        List<String> contents = List.copyOf(vectors.keySet());
        new EmbeddingTable(claim.space().dimension())
                .store(source)
                .addAll(
                        contents.stream()
                                .map(content -> id(repository, claim.space(), content))
                                .toList(),
                        contents.stream()
                                .map(content -> Embedding.from(requireNonNull(vectors.get(content))))
                                .toList(),
                        contents.stream()
                                .map(content -> segment(repository, claim.space(), content))
                                .toList());
        dsl.update(EMBEDDING_PROGRESS)
                .set(EMBEDDING_PROGRESS.EMBEDDED, EMBEDDING_PROGRESS.EMBEDDED.plus(vectors.size()))
                .set(EMBEDDING_PROGRESS.LEASE_UNTIL, end(claim.lease()))
                .where(mine(claim))
                .execute();
    }

    private static String id(UUID repository, EmbeddingSpace space, String contentHash) {
        String key = repository + " " + space.name() + " " + contentHash;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static TextSegment segment(UUID repository, EmbeddingSpace space, String contentHash) {
        return TextSegment.from(
                contentHash,
                new Metadata().put(EmbeddingTable.REPOSITORY, repository).put(EmbeddingTable.SPACE, space.name()));
    }

    private static Select<Record1<UUID>> repositoryOf(SnapshotId snapshot) {
        return select(SNAPSHOT.REPOSITORY_ID).from(SNAPSHOT).where(SNAPSHOT.ID.eq(snapshot.value()));
    }

    @Override
    public Progress progress(SnapshotId snapshot, EmbeddingSpace space) {
        return dsl.select(SNAPSHOT.CHUNKS, EMBEDDING_PROGRESS.EMBEDDED, EMBEDDING_PROGRESS.COMPLETE)
                .from(SNAPSHOT)
                .leftJoin(EMBEDDING_PROGRESS)
                .on(EMBEDDING_PROGRESS.SNAPSHOT_ID.eq(SNAPSHOT.ID))
                .and(EMBEDDING_PROGRESS.SPACE.eq(space.name()))
                .where(SNAPSHOT.ID.eq(snapshot.value()))
                .fetchOptional(row -> new Progress(
                        row.value2() == null ? 0 : row.value2(), row.value1(), Boolean.TRUE.equals(row.value3())))
                .orElse(new Progress(0, 0, false));
    }

    @Override
    public Progress progress(EmbeddingSpace space) {
        Field<Integer> unfinished =
                count(when(EMBEDDING_PROGRESS.COMPLETE.isTrue(), (Integer) null).otherwise(1));
        return dsl.select(
                        coalesce(sum(EMBEDDING_PROGRESS.EMBEDDED), inline(0)),
                        coalesce(sum(NEWEST_CHUNKS), inline(0)),
                        unfinished)
                .from(NEWEST)
                .leftJoin(EMBEDDING_PROGRESS)
                .on(EMBEDDING_PROGRESS.SNAPSHOT_ID.eq(NEWEST_ID))
                .and(EMBEDDING_PROGRESS.SPACE.eq(space.name()))
                .fetchSingle(row ->
                        new Progress(row.value1().intValue(), row.value2().intValue(), row.value3() == 0));
    }

    /** Contents of other commits are in the way when the nearest are looked up first: then more are asked for. */
    @Override
    public List<Near> nearest(SnapshotId snapshot, EmbeddingSpace space, float[] vector, int atMost) {
        int contents = atMost;
        while (true) {
            List<Content> closest = closest(snapshot, space, vector, contents);
            List<Near> near = chunks(snapshot, closest);
            if (near.size() >= atMost || closest.size() < contents) {
                return near.subList(0, Math.min(atMost, near.size()));
            }
            contents *= 4;
        }
    }

    private record Content(String hash, double distance) {}

    private List<Content> closest(SnapshotId snapshot, EmbeddingSpace space, float[] vector, int atMost) {
        EmbeddingTable vectors = new EmbeddingTable(space.dimension());
        Field<Double> distance = Vectors.distance(vectors.vector(), vector).as("distance");
        return dsl.select(vectors.content(), distance)
                .from(vectors.table())
                .where(vectors.within(repositoryOf(snapshot), space))
                .orderBy(distance, vectors.content())
                .limit(atMost)
                .fetch(row -> new Content(row.value1(), row.value2()));
    }

    private List<Near> chunks(SnapshotId snapshot, List<Content> contents) {
        var byHash = dsl.select(CHUNK.CONTENT_HASH, CHUNK.FILE_ID, CHUNK.ORDINAL, SOURCE_FILE.PATH, SOURCE_FILE.KIND)
                .from(CHUNK)
                .join(SNAPSHOT_FILE)
                .on(SNAPSHOT_FILE.FILE_ID.eq(CHUNK.FILE_ID))
                .and(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.ID.eq(CHUNK.FILE_ID))
                .where(CHUNK.CONTENT_HASH.eq(
                        any(contents.stream().map(Content::hash).toArray(String[]::new))))
                .orderBy(SOURCE_FILE.PATH, CHUNK.ORDINAL)
                .fetchGroups(
                        CHUNK.CONTENT_HASH,
                        row -> new ChunkRef(
                                new ChunkKey(row.value2(), row.value3()),
                                new SourcePath(row.value4()),
                                FileKind.valueOf(row.value5())));
        return contents.stream()
                .flatMap(content -> byHash.getOrDefault(content.hash(), List.of()).stream()
                        .map(chunk -> new Near(chunk, 1 - content.distance())))
                .toList();
    }
}
