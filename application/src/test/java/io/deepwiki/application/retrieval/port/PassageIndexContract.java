package io.deepwiki.application.retrieval.port;

import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.repository.port.Sources.file;
import static io.deepwiki.application.repository.port.Sources.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkKey;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.application.retrieval.port.PassageIndex.Occurrence;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link PassageIndex} promises. */
public abstract class PassageIndexContract {
    /** The index; empty when a test begins. */
    protected abstract PassageIndex index();

    /** The store that says which files a snapshot has. */
    protected abstract SnapshotStore snapshots();

    /** Words as they are indexed. */
    private static Set<String> terms(String words) {
        return Set.copyOf(Identifiers.terms(words));
    }

    private static int length(String words) {
        return Identifiers.terms(words).size();
    }

    private static String term(String word) {
        return Identifiers.terms(word).getFirst();
    }

    @Test
    void only_versions_that_the_repository_does_not_hold_are_missing() {
        RepositoryId id = snapshots().repository(REPOSITORY);
        IndexedFile held = file("src/A.java", "a1", "alpha");
        index().add(id, List.of(held));
        FileVersion changed = new FileVersion(new SourcePath("src/A.java"), "a2");
        FileVersion moved = new FileVersion(new SourcePath("src/B.java"), "a1");
        assertThat(index().missing(id, List.of(held.version(), changed, moved)))
                .containsExactlyInAnyOrder(changed, moved);
        assertThat(index().missing(snapshots().repository(OTHER_REPOSITORY), List.of(held.version())))
                .containsExactly(held.version());
        assertThat(index().missing(id, List.of())).isEmpty();
    }

    @Test
    void terms_are_found_with_their_frequency_and_the_length_of_their_chunk() {
        IndexedFile one = file("src/A.java", "a1", "rocket rocket engine", "nothing here");
        IndexedFile two = file("src/B.java", "b1", "engine");
        SnapshotId snapshot = published(one, two);
        Map<String, List<Occurrence>> found = index().occurrences(snapshot, terms("rocket engine wing"));
        assertThat(found.keySet()).isEqualTo(terms("rocket engine"));
        assertThat(found.get(term("rocket"))).singleElement().satisfies(occurrence -> {
            assertThat(occurrence.frequency()).isEqualTo(2);
            assertThat(occurrence.length()).isEqualTo(length("rocket rocket engine"));
            assertThat(occurrence.chunk().path()).isEqualTo(new SourcePath("src/A.java"));
            assertThat(occurrence.chunk().kind()).isEqualTo(FileKind.CODE);
            assertThat(occurrence.chunk().key().ordinal()).isZero();
        });
        assertThat(found.get(term("engine")))
                .extracting(occurrence -> occurrence.chunk().path().value())
                .containsExactlyInAnyOrder("src/A.java", "src/B.java");
    }

    @Test
    void a_search_sees_the_versions_of_its_own_snapshot_only() {
        RepositoryId id = snapshots().repository(REPOSITORY);
        IndexedFile kept = file("src/A.java", "a1", "rocket");
        IndexedFile before = file("src/B.java", "b1", "rocket");
        IndexedFile after = file("src/B.java", "b2", "glider");
        index().add(id, List.of(kept, before));
        SnapshotId first =
                snapshots().publish(draft(id, commit('a'), kept, before)).id();
        index().add(id, List.of(after));
        SnapshotId second =
                snapshots().publish(draft(id, commit('b'), kept, after)).id();
        assertThat(paths(first, "rocket")).containsExactlyInAnyOrder("src/A.java", "src/B.java");
        assertThat(paths(second, "rocket")).containsExactly("src/A.java");
        assertThat(paths(first, "glider")).isEmpty();
        assertThat(paths(second, "glider")).containsExactly("src/B.java");
    }

    private List<String> paths(SnapshotId snapshot, String word) {
        return index().occurrences(snapshot, terms(word)).getOrDefault(term(word), List.of()).stream()
                .map(occurrence -> occurrence.chunk().path().value())
                .toList();
    }

    @Test
    void a_version_that_is_added_again_is_left_as_it_is() {
        RepositoryId id = snapshots().repository(REPOSITORY);
        IndexedFile file = file("src/A.java", "a1", "rocket");
        index().add(id, List.of(file));
        index().add(id, List.of(file("src/A.java", "a1", "glider", "wing"), file("src/B.java", "b1", "tail")));
        SnapshotId snapshot = snapshots()
                .publish(draft(id, commit('a'), file, file("src/B.java", "b1", "tail")))
                .id();
        assertThat(index().occurrences(snapshot, terms("rocket glider wing tail"))
                        .keySet())
                .isEqualTo(terms("rocket tail"));
        assertThat(index().size(snapshot).chunks()).isEqualTo(2);
    }

    @Test
    void the_size_counts_chunks_and_their_mean_length() {
        SnapshotId snapshot =
                published(file("A.java", "a1", "rocket engine wing", "tail"), file("B.java", "b1", "glider fin"));
        assertThat(index().size(snapshot).chunks()).isEqualTo(3);
        assertThat(index().size(snapshot).meanLength())
                .isCloseTo(length("rocket engine wing tail glider fin") / 3.0, within(1e-9));
        SnapshotId nothing = snapshots()
                .publish(draft(snapshots().repository(OTHER_REPOSITORY), commit('a')))
                .id();
        assertThat(index().size(nothing)).isEqualTo(new PassageIndex.Size(0, 0));
    }

    @Test
    void symbols_are_found_by_simple_and_qualified_name_in_any_case() {
        FileOutline outline = new FileOutline(
                "acme", List.of(method("Engine", "startUp", 1), method("Engine.Valve", "open", 2)), List.of());
        SnapshotId snapshot = published(
                file("Engine.java", "e1", outline, "void startUp()", "void open()"), file("B.java", "b1", "startUp"));
        assertThat(index().declaring(snapshot, Set.of("startup")))
                .extracting(ref -> ref.key().ordinal())
                .containsExactly(0);
        assertThat(index().declaring(snapshot, Set.of("ENGINE.VALVE.open")))
                .extracting(ref -> ref.key().ordinal())
                .containsExactly(1);
        assertThat(index().declaring(snapshot, Set.of("valve.open", "close"))).isEmpty();
        assertThat(index().declaring(snapshot, Set.of("open", "engine.startup")))
                .hasSize(2);
    }

    @Test
    void paths_are_found_by_whole_names_at_their_end_in_any_case() {
        SnapshotId snapshot = published(
                file("src/main/Engine.java", "e1", "engine", "more"),
                file("SuperEngine.java", "s1", "super"),
                file("main/x", "x1", "x"));
        assertThat(index().atPaths(snapshot, Set.of("engine.java")))
                .extracting(ref -> ref.path().value(), ref -> ref.key().ordinal())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("src/main/Engine.java", 0));
        assertThat(index().atPaths(snapshot, Set.of("main/ENGINE.java", "superengine.java")))
                .hasSize(2);
        assertThat(index().atPaths(snapshot, Set.of("%", "_", "main"))).isEmpty();
    }

    @Test
    void the_text_of_chunks_is_read_by_path_and_by_key() {
        SnapshotId snapshot = published(file("A.java", "a1", "first", "second"), file("B.java", "b1", "third"));
        assertThat(index().excerptsOf(snapshot, List.of(new SourcePath("A.java"), new SourcePath("C.java"))))
                .containsExactly(excerpt("A.java", 1, "first"), excerpt("A.java", 2, "second"));
        ChunkKey third = index().atPaths(snapshot, Set.of("b.java")).stream()
                .map(ChunkRef::key)
                .findFirst()
                .orElseThrow();
        assertThat(index().excerpts(List.of(third, new ChunkKey(third.file(), 7))))
                .isEqualTo(Map.of(third, excerpt("B.java", 1, "third")));
        assertThat(index().excerpts(List.of())).isEmpty();
    }

    @Test
    void quotes_backslashes_and_characters_beyond_the_basic_plane_survive() {
        String text = "say \"{hi}\" \\ 'there', \tNULL \uD83D\uDE80 ü";
        SnapshotId snapshot = published(file("odd dir/ü\"\\,{}.txt", "o1", text));
        assertThat(index().excerptsOf(snapshot, List.of(new SourcePath("odd dir/ü\"\\,{}.txt"))))
                .containsExactly(excerpt("odd dir/ü\"\\,{}.txt", 1, text));
    }

    private static Excerpt excerpt(String path, int line, String text) {
        return new Excerpt(new SourcePath(path), new LineRange(line, line), "", text);
    }

    private SnapshotId published(IndexedFile... files) {
        RepositoryId id = snapshots().repository(REPOSITORY);
        index().add(id, List.of(files));
        return snapshots().publish(draft(id, commit('a'), files)).id();
    }
}
