package io.deepwiki.adapters.persistence.repository;

import static io.deepwiki.db.generated.Tables.SNAPSHOT;
import static io.deepwiki.db.generated.Tables.SNAPSHOT_FILE;
import static io.deepwiki.db.generated.Tables.SOURCE_FILE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.deepwiki.adapters.persistence.database.Rows;
import io.deepwiki.adapters.persistence.database.Rows.Column;
import io.deepwiki.application.repository.port.SnapshotStore.Draft;
import io.deepwiki.application.repository.port.SnapshotStore.ManifestEntry;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;

/** Writes a snapshot with its manifest, and counts what of it is indexed. Runs in the transaction of whoever publishes. */
final class SnapshotWriter {
    private final DSLContext dsl;

    SnapshotWriter(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Writes it, unless the commit has one: of two who do it at once, the later waits for the earlier and then does nothing. */
    void write(Draft draft) {
        int added = dsl.insertInto(SNAPSHOT)
                .set(SNAPSHOT.ID, draft.id().value())
                .set(SNAPSHOT.REPOSITORY_ID, draft.repository().value())
                .set(SNAPSHOT.BRANCH, draft.branch())
                .set(SNAPSHOT.COMMIT_ID, draft.commit().id())
                .set(SNAPSHOT.COMMITTED_AT, draft.committedAt().orElse(null))
                .set(SNAPSHOT.FILES, 0)
                .set(SNAPSHOT.CHUNKS, 0)
                .set(SNAPSHOT.TERMS, 0L)
                .set(SNAPSHOT.TOKENS, 0L)
                .set(SNAPSHOT.LEFT_OUT, SnapshotJson.write(draft.leftOut()))
                .set(SNAPSHOT.INDEXED_AT, draft.indexedAt())
                .onConflictDoNothing()
                .execute();
        if (added == 1) {
            writeManifest(draft);
            countFiles(draft.id().value());
        }
    }

    private void writeManifest(Draft draft) {
        List<ManifestEntry> entries = draft.manifest();
        Column<UUID> key = Column.of(SNAPSHOT_FILE.PATH_KEY, entries, entry -> PathKeys.of(entry.path()));
        Column<String> path =
                Column.of(SNAPSHOT_FILE.PATH, entries, entry -> entry.path().value());
        Column<String> blob = Column.of(SNAPSHOT_FILE.BLOB, entries, ManifestEntry::blob);
        Column<Long> size = Column.of(SNAPSHOT_FILE.SIZE, entries, ManifestEntry::size);
        Column<String> leftOut = Column.of(
                SNAPSHOT_FILE.LEFT_OUT,
                entries,
                entry -> entry.leftOut().map(Enum::name).orElse(null));
        dsl.insertInto(
                        SNAPSHOT_FILE,
                        SNAPSHOT_FILE.SNAPSHOT_ID,
                        SNAPSHOT_FILE.PATH_KEY,
                        SNAPSHOT_FILE.PATH,
                        SNAPSHOT_FILE.BLOB,
                        SNAPSHOT_FILE.SIZE,
                        SNAPSHOT_FILE.LEFT_OUT,
                        SNAPSHOT_FILE.FILE_ID)
                .select(select(
                                val(draft.id().value()),
                                key.incoming(),
                                path.incoming(),
                                blob.incoming(),
                                size.incoming(),
                                leftOut.incoming(),
                                SOURCE_FILE.ID)
                        .from(Rows.table(key, path, blob, size, leftOut))
                        .leftJoin(SOURCE_FILE)
                        .on(SOURCE_FILE.REPOSITORY_ID.eq(draft.repository().value()))
                        .and(SOURCE_FILE.PATH_KEY.eq(key.incoming()))
                        .and(SOURCE_FILE.BLOB.eq(blob.incoming())))
                .execute();
    }

    private void countFiles(UUID snapshot) {
        dsl.update(SNAPSHOT)
                .set(
                        row(SNAPSHOT.FILES, SNAPSHOT.CHUNKS, SNAPSHOT.TERMS, SNAPSHOT.TOKENS),
                        select(
                                        count(),
                                        coalesce(sum(SOURCE_FILE.CHUNKS), 0).cast(SQLDataType.INTEGER),
                                        coalesce(sum(SOURCE_FILE.TERMS), 0).cast(SQLDataType.BIGINT),
                                        coalesce(sum(SOURCE_FILE.TOKENS), 0).cast(SQLDataType.BIGINT))
                                .from(SNAPSHOT_FILE)
                                .join(SOURCE_FILE)
                                .on(SOURCE_FILE.ID.eq(SNAPSHOT_FILE.FILE_ID))
                                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot)))
                .where(SNAPSHOT.ID.eq(snapshot))
                .execute();
    }
}
