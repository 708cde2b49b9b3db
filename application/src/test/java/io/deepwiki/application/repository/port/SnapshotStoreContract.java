package io.deepwiki.application.repository.port;

import static io.deepwiki.application.repository.port.Sources.COMMITTED;
import static io.deepwiki.application.repository.port.Sources.LOCAL;
import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.repository.port.Sources.entry;
import static io.deepwiki.application.repository.port.Sources.file;
import static io.deepwiki.application.repository.port.Sources.method;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.repository.port.SnapshotStore.Draft;
import io.deepwiki.application.repository.port.SnapshotStore.ManifestEntry;
import io.deepwiki.application.repository.port.SnapshotStore.Seen;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LeftOut;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStore} promises. */
public abstract class SnapshotStoreContract {
    private static final Caller FRIEND = new Caller("friend");
    private static final Caller STRANGER = new Caller("stranger");

    /** The store; empty when a test begins. */
    protected abstract SnapshotStore store();

    /** The index of the files that the store counts and reads. */
    protected abstract PassageIndex index();

    @Test
    void a_repository_keeps_its_id() {
        RepositoryId id = store().repository(REPOSITORY);
        assertThat(store().repository(REPOSITORY)).isEqualTo(id);
        assertThat(store().repository(OTHER_REPOSITORY)).isNotEqualTo(id);
        assertThat(store().repository(LOCAL)).isNotEqualTo(id);
    }

    @Test
    void an_unknown_repository_may_be_read_and_is_not_private() {
        assertThat(store().mayRead(REPOSITORY, STRANGER)).isTrue();
        assertThat(store().isPrivate(REPOSITORY)).isFalse();
    }

    @Test
    void a_private_repository_is_read_only_by_who_has_a_grant() {
        RepositoryId id = store().repository(REPOSITORY);
        assertThat(store().mayRead(REPOSITORY, STRANGER)).isTrue();
        store().markPrivate(id);
        store().grant(id, FRIEND, NOON);
        store().grant(id, FRIEND, NOON.plusSeconds(1));
        assertThat(store().isPrivate(REPOSITORY)).isTrue();
        assertThat(store().mayRead(REPOSITORY, FRIEND)).isTrue();
        assertThat(store().mayRead(REPOSITORY, STRANGER)).isFalse();
        assertThat(store().mayRead(OTHER_REPOSITORY, STRANGER)).isTrue();
    }

    @Test
    void what_was_seen_last_is_told_by_branch_and_for_the_default_branch() {
        RepositoryId id = store().repository(REPOSITORY);
        assertThat(store().lastSeen(REPOSITORY, Optional.empty())).isEmpty();
        store().saw(id, "main", true, commit('a'), NOON);
        store().saw(id, "next", false, commit('b'), NOON);
        store().saw(id, "main", false, commit('c'), NOON.plusSeconds(60));
        Seen main = new Seen("main", commit('c'), NOON.plusSeconds(60), Optional.empty());
        assertThat(store().lastSeen(REPOSITORY, Optional.empty())).contains(main);
        assertThat(store().lastSeen(REPOSITORY, Optional.of("main"))).contains(main);
        assertThat(store().lastSeen(REPOSITORY, Optional.of("next")))
                .contains(new Seen("next", commit('b'), NOON, Optional.empty()));
        assertThat(store().lastSeen(REPOSITORY, Optional.of("other"))).isEmpty();
    }

    @Test
    void what_was_seen_comes_with_the_newest_commit_that_is_indexed() {
        RepositoryId id = store().repository(REPOSITORY);
        store().saw(id, "main", true, commit('a'), NOON);
        Snapshot first = store().publish(draft(id, commit('a')));
        assertThat(store().lastSeen(REPOSITORY, Optional.empty()).flatMap(Seen::newest))
                .contains(first);
        Draft later = draft(id, commit('b'));
        Snapshot second = store().publish(new Draft(
                later.id(),
                id,
                "main",
                later.commit(),
                Optional.empty(),
                List.of(),
                Map.of(),
                NOON.plus(Duration.ofDays(1))));
        store().saw(id, "main", true, commit('c'), NOON);
        assertThat(store().lastSeen(REPOSITORY, Optional.empty()).flatMap(Seen::newest))
                .contains(second);
        store().saw(id, "main", true, commit('a'), NOON);
        assertThat(store().lastSeen(REPOSITORY, Optional.empty()).flatMap(Seen::newest))
                .contains(first);
        store().saw(id, "next", false, commit('a'), NOON);
        assertThat(store().lastSeen(REPOSITORY, Optional.of("next")).flatMap(Seen::newest))
                .contains(first);
    }

    @Test
    void a_published_snapshot_is_found_and_counted() {
        RepositoryId id = store().repository(REPOSITORY);
        IndexedFile indexed = file("src/A.java", "a1", "one chunk", "another chunk");
        index().add(id, List.of(indexed, file("src/B.java", "b1", "of another commit")));
        ManifestEntry picture =
                new ManifestEntry(new SourcePath("logo.png"), "c1", 9_000_000_000L, Optional.of(LeftOut.BINARY));
        Draft draft = draft(id, commit('a'), List.of(entry(indexed), picture));
        Draft counted = new Draft(
                draft.id(),
                id,
                "main",
                draft.commit(),
                Optional.of(COMMITTED),
                draft.manifest(),
                Map.of(LeftOut.BINARY, 1),
                NOON);
        Snapshot snapshot = store().publish(counted);
        assertThat(snapshot)
                .isEqualTo(new Snapshot(
                        draft.id(),
                        id,
                        "main",
                        commit('a'),
                        Optional.of(COMMITTED),
                        1,
                        2,
                        3 + 4,
                        Map.of(LeftOut.BINARY, 1),
                        NOON));
        assertThat(store().find(draft.id())).contains(snapshot);
        assertThat(store().find(id, commit('a'))).contains(snapshot);
        assertThat(store().find(id, commit('b'))).isEmpty();
        assertThat(store().manifest(draft.id())).containsExactly(picture, entry(indexed));
    }

    @Test
    void a_commit_is_published_once() {
        RepositoryId id = store().repository(REPOSITORY);
        Snapshot first = store().publish(draft(id, commit('a')));
        Draft again = new Draft(
                new SnapshotId(new UUID(1, 2)),
                id,
                "next",
                commit('a'),
                Optional.empty(),
                List.of(entry(file("A.java", "a1", "x"))),
                Map.of(),
                NOON.plusSeconds(5));
        assertThat(store().publish(again)).isEqualTo(first);
        assertThat(store().find(again.id())).isEmpty();
        assertThat(store().manifest(first.id())).isEmpty();
    }

    @Test
    void the_files_of_a_snapshot_are_those_of_its_own_versions_by_path() {
        RepositoryId id = store().repository(REPOSITORY);
        FileOutline outline = new FileOutline(
                "acme.rocket", List.of(method("Engine", "start", 1), method("", "stop", 2)), List.of("java.util.List"));
        IndexedFile engine = file("src/Engine.java", "e1", outline, "void start()", "void stop()");
        IndexedFile older = file("src/Engine.java", "e0", "void begin()");
        IndexedFile readme = file("README.md", "r1", "Rockets");
        index().add(id, List.of(engine, older, readme));
        Snapshot snapshot = store().publish(draft(id, commit('a'), engine, readme));
        assertThat(store().files(snapshot.id())).containsExactly(facts(readme), facts(engine));
        assertThat(store().text(snapshot.id(), engine.version().path())).contains("void start()\nvoid stop()\n");
        assertThat(store().text(snapshot.id(), new SourcePath("src/Other.java")))
                .isEmpty();
    }

    private static FileFacts facts(IndexedFile file) {
        return new FileFacts(file.version().path(), SourceLanguage.JAVA, FileKind.CODE, file.lines(), file.outline());
    }
}
