package io.deepwiki.application.retrieval;

import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.repository.port.Sources.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.application.retrieval.port.VectorIndex.Progress;
import io.deepwiki.application.testing.ConceptEmbedder;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbedSnapshotsTest {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("concepts/1", 4);

    private final InMemoryDatabase database = InMemoryDatabase.empty();
    private final ConceptEmbedder embedder = new ConceptEmbedder(SPACE);

    private EmbedSnapshots embedding(ConceptEmbedder with) {
        return new EmbedSnapshots(
                database.vectors(),
                with,
                UUID.nameUUIDFromBytes(with.space().name().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Duration.ofSeconds(15),
                Thread.ofVirtual().factory());
    }

    private SnapshotId published(RepositoryRef repository, Commit commit, IndexedFile... files) {
        RepositoryId id = database.snapshots().repository(repository);
        database.passages().add(id, List.of(files));
        return database.snapshots().publish(draft(id, commit, files)).id();
    }

    private static IndexedFile large(int chunks) {
        return file(
                "Large.java",
                "l1",
                IntStream.range(0, chunks).mapToObj(i -> "chunk " + i).toArray(String[]::new));
    }

    private Progress progress(SnapshotId snapshot) {
        return database.vectors().progress(snapshot, SPACE);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void what_is_there_at_the_start_and_what_comes_later_is_embedded_with_its_header_in_batches() {
        SnapshotId first = published(REPOSITORY, commit('a'), file("A.java", "a1", "car", "boat", "tree"));
        try (EmbedSnapshots embedding = embedding(embedder)) {
            embedding.start();
            await(() -> progress(first).complete());
            assertThat(embedder.batches()).extracting(List::size).containsExactly(2, 1);
            assertThat(embedder.batches().getFirst())
                    .allSatisfy(text -> assertThat(text).matches("\n(car|boat|tree)"));
            SnapshotId second = published(OTHER_REPOSITORY, commit('a'), file("B.java", "b1", "oak"));
            embedding.hint();
            await(() -> progress(second).complete());
            assertThat(progress(second)).isEqualTo(new Progress(1, 1, true));
            assertThat(embedding.status().failure()).isEmpty();
        }
    }

    @Test
    void another_model_embeds_everything_anew() {
        SnapshotId snapshot = published(REPOSITORY, commit('a'), file("A.java", "a1", "car"));
        try (EmbedSnapshots embedding = embedding(embedder)) {
            embedding.start();
            await(() -> progress(snapshot).complete());
        }
        ConceptEmbedder other = new ConceptEmbedder(new EmbeddingSpace("concepts/2", 5));
        try (EmbedSnapshots embedding = embedding(other)) {
            embedding.start();
            await(() -> database.vectors().progress(snapshot, other.space()).complete());
        }
        assertThat(other.batches()).hasSize(1);
    }

    @Test
    void who_stops_in_the_middle_goes_on_where_it_stopped() {
        SnapshotId snapshot = published(REPOSITORY, commit('a'), large(400));
        try (EmbedSnapshots embedding = embedding(embedder)) {
            embedding.start();
            await(() -> embedder.batches().size() > 20);
        }
        int made = embedder.batches().size();
        try (EmbedSnapshots embedding = embedding(embedder)) {
            embedding.start();
            await(() -> progress(snapshot).complete());
        }
        assertThat(made).isLessThan(200);
        assertThat(embedder.batches().size()).as("batches in all").isBetween(200, 201);
    }

    @Test
    void a_limit_of_the_rate_is_waited_for_and_forgotten_after_it() {
        SnapshotId snapshot = published(REPOSITORY, commit('a'), file("A.java", "a1", "car"));
        embedder.failing(new RateLimited(Optional.of(Duration.ofMillis(5))));
        try (EmbedSnapshots embedding = embedding(embedder)) {
            embedding.start();
            await(() -> progress(snapshot).complete());
            await(() -> embedding.status().failure().isEmpty());
        }
    }

    @Test
    void a_failure_is_told_in_a_sentence_and_a_hint_does_not_make_it_hammer() {
        published(REPOSITORY, commit('a'), file("A.java", "a1", "car"));
        embedder.failing(new BadCredentials("OPENAI_API_KEY"), new BadCredentials("OPENAI_API_KEY"));
        try (EmbedSnapshots embedding = embedding(embedder)) {
            embedding.start();
            await(() -> embedding.status().failure().isPresent());
            embedding.hint();
            assertThat(embedding.status().failure())
                    .hasValueSatisfying(told -> assertThat(told).contains("OPENAI_API_KEY"));
            assertThat(embedder.batches()).isEmpty();
        }
    }
}
