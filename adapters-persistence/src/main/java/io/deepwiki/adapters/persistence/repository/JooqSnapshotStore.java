package io.deepwiki.adapters.persistence.repository;

import static io.deepwiki.db.generated.Tables.BRANCH_HEAD;
import static io.deepwiki.db.generated.Tables.REPOSITORY;
import static io.deepwiki.db.generated.Tables.REPOSITORY_GRANT;
import static io.deepwiki.db.generated.Tables.SNAPSHOT;
import static io.deepwiki.db.generated.Tables.SNAPSHOT_FILE;
import static io.deepwiki.db.generated.Tables.SOURCE_FILE;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;

import io.deepwiki.application.port.Ids;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.db.generated.tables.records.SnapshotRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LeftOut;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Repositories and snapshots in tables. */
public final class JooqSnapshotStore implements SnapshotStore {
    private final DSLContext dsl;
    private final Repositories repositories;
    private final SnapshotWriter writer;

    public JooqSnapshotStore(DSLContext dsl, Ids ids) {
        this.dsl = dsl;
        this.repositories = new Repositories(dsl, ids);
        this.writer = new SnapshotWriter(dsl);
    }

    @Override
    public RepositoryId repository(RepositoryRef repository) {
        return repositories.idOf(repository);
    }

    @Override
    public void markPrivate(RepositoryId repository) {
        dsl.update(REPOSITORY)
                .set(REPOSITORY.IS_PRIVATE, true)
                .where(REPOSITORY.ID.eq(repository.value()))
                .execute();
    }

    @Override
    public void grant(RepositoryId repository, Caller caller, Instant at) {
        dsl.insertInto(REPOSITORY_GRANT)
                .set(REPOSITORY_GRANT.REPOSITORY_ID, repository.value())
                .set(REPOSITORY_GRANT.KEY_ID, caller.keyId())
                .set(REPOSITORY_GRANT.ACCEPTED_AT, at)
                .onConflict(REPOSITORY_GRANT.REPOSITORY_ID, REPOSITORY_GRANT.KEY_ID)
                .doUpdate()
                .set(REPOSITORY_GRANT.ACCEPTED_AT, at)
                .execute();
    }

    @Override
    public boolean mayRead(RepositoryRef repository, Caller caller) {
        return repositories
                .find(repository)
                .map(id -> dsl.fetchExists(dsl.selectOne().where(Repositories.visible(val(id.value()), caller))))
                .orElse(true);
    }

    @Override
    public boolean isPrivate(RepositoryRef repository) {
        return dsl.fetchExists(
                REPOSITORY, REPOSITORY.IDENTITY.eq(repository.identity()), REPOSITORY.IS_PRIVATE.isTrue());
    }

    @Override
    public Optional<Seen> lastSeen(RepositoryRef repository, Optional<String> branch) {
        return dsl.select(BRANCH_HEAD.REPOSITORY_ID, BRANCH_HEAD.BRANCH, BRANCH_HEAD.COMMIT_ID, BRANCH_HEAD.SEEN_AT)
                .from(BRANCH_HEAD)
                .join(REPOSITORY)
                .on(REPOSITORY.ID.eq(BRANCH_HEAD.REPOSITORY_ID))
                .where(REPOSITORY.IDENTITY.eq(repository.identity()))
                .and(BRANCH_HEAD.BRANCH.eq(
                        coalesce(val(branch.orElse(null), BRANCH_HEAD.BRANCH), REPOSITORY.DEFAULT_BRANCH)))
                .fetchOptional(row -> {
                    Commit head = new Commit(row.value3());
                    return new Seen(
                            row.value2(),
                            head,
                            row.value4(),
                            newest(new RepositoryId(row.value1()), row.value2(), head));
                });
    }

    /** The head's own snapshot, else the last one of the branch. */
    private Optional<Snapshot> newest(RepositoryId repository, String branch, Commit head) {
        Condition isHead = SNAPSHOT.COMMIT_ID.eq(head.id());
        return dsl.selectFrom(SNAPSHOT)
                .where(SNAPSHOT.REPOSITORY_ID.eq(repository.value()))
                .and(isHead.or(SNAPSHOT.BRANCH.eq(branch)))
                .orderBy(case_().when(isHead, 0).else_(1), SNAPSHOT.INDEXED_AT.desc())
                .limit(1)
                .fetchOptional(JooqSnapshotStore::snapshot);
    }

    @Override
    public void saw(RepositoryId repository, String branch, boolean isDefault, Commit head, Instant at) {
        dsl.insertInto(BRANCH_HEAD)
                .set(BRANCH_HEAD.REPOSITORY_ID, repository.value())
                .set(BRANCH_HEAD.BRANCH, branch)
                .set(BRANCH_HEAD.COMMIT_ID, head.id())
                .set(BRANCH_HEAD.SEEN_AT, at)
                .onConflict(BRANCH_HEAD.REPOSITORY_ID, BRANCH_HEAD.BRANCH)
                .doUpdate()
                .set(BRANCH_HEAD.COMMIT_ID, head.id())
                .set(BRANCH_HEAD.SEEN_AT, at)
                .execute();
        if (isDefault) {
            dsl.update(REPOSITORY)
                    .set(REPOSITORY.DEFAULT_BRANCH, branch)
                    .where(REPOSITORY.ID.eq(repository.value()))
                    .and(REPOSITORY.DEFAULT_BRANCH.isDistinctFrom(branch))
                    .execute();
        }
    }

    @Override
    public Optional<Snapshot> find(RepositoryId repository, Commit commit) {
        return dsl.selectFrom(SNAPSHOT)
                .where(SNAPSHOT.REPOSITORY_ID.eq(repository.value()), SNAPSHOT.COMMIT_ID.eq(commit.id()))
                .fetchOptional(JooqSnapshotStore::snapshot);
    }

    @Override
    public Optional<Snapshot> find(SnapshotId id) {
        return dsl.selectFrom(SNAPSHOT).where(SNAPSHOT.ID.eq(id.value())).fetchOptional(JooqSnapshotStore::snapshot);
    }

    @Override
    public Snapshot publish(Draft draft) {
        writer.write(draft);
        return find(draft.repository(), draft.commit()).orElseThrow();
    }

    @Override
    public List<ManifestEntry> manifest(SnapshotId snapshot) {
        return dsl
                .select(SNAPSHOT_FILE.PATH, SNAPSHOT_FILE.BLOB, SNAPSHOT_FILE.SIZE, SNAPSHOT_FILE.LEFT_OUT)
                .from(SNAPSHOT_FILE)
                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .fetch(row -> new ManifestEntry(
                        new SourcePath(row.value1()),
                        row.value2(),
                        row.value3(),
                        Optional.ofNullable(row.value4()).map(LeftOut::valueOf)))
                .stream()
                .sorted(Comparator.comparing(ManifestEntry::path))
                .toList();
    }

    @Override
    public List<FileFacts> files(SnapshotId snapshot) {
        return dsl
                .select(
                        SOURCE_FILE.PATH,
                        SOURCE_FILE.LANGUAGE,
                        SOURCE_FILE.KIND,
                        SOURCE_FILE.LINES,
                        SOURCE_FILE.OUTLINE)
                .from(SNAPSHOT_FILE)
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.ID.eq(SNAPSHOT_FILE.FILE_ID))
                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .fetch(row -> new FileFacts(
                        new SourcePath(row.value1()),
                        SourceLanguage.valueOf(row.value2()),
                        FileKind.valueOf(row.value3()),
                        row.value4(),
                        FileOutlineJson.read(row.value5())))
                .stream()
                .sorted(Comparator.comparing(FileFacts::path))
                .toList();
    }

    @Override
    public Optional<String> text(SnapshotId snapshot, SourcePath path) {
        return dsl.select(SOURCE_FILE.CONTENT)
                .from(SNAPSHOT_FILE)
                .join(SOURCE_FILE)
                .on(SOURCE_FILE.ID.eq(SNAPSHOT_FILE.FILE_ID))
                .where(SNAPSHOT_FILE.SNAPSHOT_ID.eq(snapshot.value()))
                .and(SNAPSHOT_FILE.PATH_KEY.eq(PathKeys.of(path)))
                .fetchOptional(SOURCE_FILE.CONTENT);
    }

    private static Snapshot snapshot(SnapshotRecord row) {
        return new Snapshot(
                new SnapshotId(row.getId()),
                new RepositoryId(row.getRepositoryId()),
                row.getBranch(),
                new Commit(row.getCommitId()),
                Optional.ofNullable(row.getCommittedAt()),
                row.getFiles(),
                row.getChunks(),
                row.getTokens(),
                SnapshotJson.read(row.getLeftOut()),
                row.getIndexedAt());
    }
}
