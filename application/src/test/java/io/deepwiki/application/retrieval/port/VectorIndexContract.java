package io.deepwiki.application.retrieval.port;

import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Draft;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.application.retrieval.port.VectorIndex.Claim;
import io.deepwiki.application.retrieval.port.VectorIndex.Near;
import io.deepwiki.application.retrieval.port.VectorIndex.Progress;
import io.deepwiki.application.retrieval.port.VectorIndex.Unembedded;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link VectorIndex} promises. */
public abstract class VectorIndexContract {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("model/1", 384);
    private static final EmbeddingSpace OTHER_SPACE = new EmbeddingSpace("model/2", 384);
    private static final UUID ME = new UUID(0, 1);
    private static final UUID YOU = new UUID(0, 2);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration NO_LEASE = Duration.ZERO;

    /** The index; empty when a test begins. */
    protected abstract VectorIndex vectors();

    /** The index of passages over the same files. */
    protected abstract PassageIndex passages();

    /** The store that says which files a snapshot has. */
    protected abstract SnapshotStore snapshots();

    private SnapshotId published(RepositoryRef repository, Commit commit, int minute, IndexedFile... files) {
        RepositoryId id = snapshots().repository(repository);
        passages().add(id, List.of(files));
        Draft draft = Sources.draft(id, commit, files);
        return snapshots()
                .publish(new Draft(
                        draft.id(),
                        id,
                        draft.branch(),
                        commit,
                        draft.committedAt(),
                        draft.manifest(),
                        draft.leftOut(),
                        draft.indexedAt().plusSeconds(60L * minute)))
                .id();
    }

    private Claim claimed(EmbeddingSpace space) {
        return vectors().claim(space, ME, LEASE).orElseThrow();
    }

    /** A vector in a plane, at this angle. */
    private static float[] at(int degrees) {
        float[] vector = new float[SPACE.dimension()];
        vector[0] = (float) Math.cos(Math.toRadians(degrees));
        vector[1] = (float) Math.sin(Math.toRadians(degrees));
        return vector;
    }

    private static Embedded embedded(String text, int degrees) {
        return new Embedded("hash of " + text, degrees);
    }

    private record Embedded(String contentHash, int degrees) {}

    private static Unembedded unembedded(String text) {
        return new Unembedded("hash of " + text, "", text);
    }

    private void add(Claim claim, Embedded... vectors) {
        vectors()
                .add(
                        claim,
                        Arrays.stream(vectors)
                                .collect(Collectors.toMap(Embedded::contentHash, one -> at(one.degrees()))));
    }

    private void finish(Claim claim, Embedded... vectors) {
        add(claim, vectors);
        assertThat(vectors().next(claim, 100)).isEmpty();
    }

    @Test
    void a_snapshot_is_worked_off_and_tells_how_far_it_is() {
        SnapshotId snapshot = published(REPOSITORY, commit('a'), 0, file("A.java", "a1", "alpha", "beta", "gamma"));
        assertThat(vectors().progress(snapshot, SPACE)).isEqualTo(new Progress(0, 3, false));
        Claim claim = claimed(SPACE);
        assertThat(claim.snapshot()).isEqualTo(snapshot);
        assertThat(vectors().next(claim, 100))
                .containsExactlyInAnyOrder(unembedded("alpha"), unembedded("beta"), unembedded("gamma"));
        assertThat(vectors().next(claim, 2)).hasSize(2);
        add(claim, embedded("alpha", 0), embedded("beta", 10));
        assertThat(vectors().progress(snapshot, SPACE)).isEqualTo(new Progress(2, 3, false));
        add(claim, embedded("beta", 10));
        assertThat(vectors().next(claim, 100)).containsExactly(unembedded("gamma"));
        assertThat(vectors().progress(snapshot, SPACE)).isEqualTo(new Progress(2, 3, false));
        finish(claim, embedded("gamma", 20));
        assertThat(vectors().progress(snapshot, SPACE)).isEqualTo(new Progress(3, 3, true));
        assertThat(vectors().progress(SPACE)).isEqualTo(new Progress(3, 3, true));
        assertThat(vectors().claim(SPACE, ME, LEASE)).isEmpty();
    }

    @Test
    void a_new_commit_lacks_only_what_is_new_in_it() {
        IndexedFile kept = file("A.java", "a1", "alpha", "beta");
        published(REPOSITORY, commit('a'), 0, kept, file("B.java", "b1", "gamma"));
        finish(claimed(SPACE), embedded("alpha", 0), embedded("beta", 10), embedded("gamma", 20));
        SnapshotId next = published(
                REPOSITORY, commit('b'), 1, kept, file("C.java", "c1", "gamma"), file("B.java", "b2", "delta"));
        Claim claim = claimed(SPACE);
        assertThat(claim.snapshot()).isEqualTo(next);
        assertThat(vectors().next(claim, 100)).containsExactly(unembedded("delta"));
        assertThat(vectors().progress(next, SPACE)).isEqualTo(new Progress(3, 4, false));
    }

    @Test
    void a_content_that_stands_twice_needs_one_vector_and_is_found_twice() {
        SnapshotId snapshot =
                published(REPOSITORY, commit('a'), 0, file("A.java", "a1", "alpha"), file("B.java", "b1", "alpha"));
        Claim claim = claimed(SPACE);
        assertThat(vectors().next(claim, 100)).containsExactly(unembedded("alpha"));
        finish(claim, embedded("alpha", 0));
        assertThat(vectors().nearest(snapshot, SPACE, at(0), 10))
                .extracting(near -> near.chunk().path().value())
                .containsExactlyInAnyOrder("A.java", "B.java");
    }

    @Test
    void another_space_is_worked_off_anew_and_they_never_mix() {
        SnapshotId snapshot = published(REPOSITORY, commit('a'), 0, file("A.java", "a1", "alpha"));
        finish(claimed(SPACE), embedded("alpha", 0));
        assertThat(vectors().nearest(snapshot, OTHER_SPACE, at(0), 10)).isEmpty();
        Claim claim = claimed(OTHER_SPACE);
        assertThat(vectors().next(claim, 100)).containsExactly(unembedded("alpha"));
        finish(claim, embedded("alpha", 90));
        assertThat(vectors().nearest(snapshot, OTHER_SPACE, at(0), 10))
                .singleElement()
                .satisfies(near -> assertThat(near.similarity()).isCloseTo(0, within(1e-5)));
        assertThat(vectors().nearest(snapshot, SPACE, at(0), 10))
                .singleElement()
                .satisfies(near -> assertThat(near.similarity()).isCloseTo(1, within(1e-5)));
    }

    @Test
    void what_one_instance_works_on_is_left_alone_by_others_until_its_lease_ends() {
        published(REPOSITORY, commit('a'), 0, file("A.java", "a1", "alpha"));
        assertThat(vectors().claim(SPACE, ME, LEASE)).isPresent();
        assertThat(vectors().claim(SPACE, YOU, LEASE)).isEmpty();
        assertThat(vectors().claim(SPACE, ME, NO_LEASE)).isPresent();
        assertThat(vectors().claim(SPACE, YOU, LEASE)).isPresent();
    }

    @Test
    void who_lost_a_claim_may_still_add_vectors_but_not_keep_others_away() {
        SnapshotId snapshot = published(REPOSITORY, commit('a'), 0, file("A.java", "a1", "alpha", "beta"));
        Claim lost = vectors().claim(SPACE, ME, NO_LEASE).orElseThrow();
        Claim claim = vectors().claim(SPACE, YOU, LEASE).orElseThrow();
        add(lost, embedded("alpha", 0));
        assertThat(vectors().next(lost, 10)).containsExactly(unembedded("beta"));
        assertThat(vectors().claim(SPACE, ME, LEASE)).isEmpty();
        assertThat(vectors().next(claim, 10)).containsExactly(unembedded("beta"));
        assertThat(vectors().progress(snapshot, SPACE)).isEqualTo(new Progress(1, 2, false));
    }

    @Test
    void only_the_newest_snapshot_of_a_branch_is_taken_up_and_the_smallest_rest_first() {
        published(REPOSITORY, commit('a'), 0, file("A.java", "a1", "alpha"));
        SnapshotId large = published(REPOSITORY, commit('b'), 1, file("A.java", "a2", "beta", "gamma", "delta"));
        SnapshotId small = published(OTHER_REPOSITORY, commit('a'), 0, file("B.java", "b1", "epsilon"));
        assertThat(List.of(claimed(SPACE).snapshot(), claimed(SPACE).snapshot()))
                .containsExactlyInAnyOrder(large, small);
        Claim first = claimed(SPACE);
        assertThat(first.snapshot()).isEqualTo(small);
        finish(first, embedded("epsilon", 0));
        Claim second = claimed(SPACE);
        assertThat(second.snapshot()).isEqualTo(large);
        finish(second, embedded("beta", 0), embedded("gamma", 0), embedded("delta", 0));
        assertThat(vectors().claim(SPACE, ME, LEASE)).isEmpty();
    }

    @Test
    void the_nearest_come_first_and_only_from_the_snapshot() {
        IndexedFile before = file("A.java", "a1", "alpha", "beta", "gamma");
        published(REPOSITORY, commit('a'), 0, before);
        finish(claimed(SPACE), embedded("alpha", 0), embedded("beta", 1), embedded("gamma", 2));
        SnapshotId snapshot = published(REPOSITORY, commit('b'), 1, file("B.java", "b1", "far", "near", "middle"));
        finish(claimed(SPACE), embedded("far", 80), embedded("near", 20), embedded("middle", 50));
        List<Near> nearest = vectors().nearest(snapshot, SPACE, at(0), 2);
        assertThat(nearest).extracting(near -> near.chunk().key().ordinal()).containsExactly(1, 2);
        assertThat(nearest.getFirst().similarity()).isCloseTo(Math.cos(Math.toRadians(20)), within(1e-5));
        assertThat(vectors().nearest(snapshot, SPACE, at(0), 10)).hasSize(3);
    }
}
