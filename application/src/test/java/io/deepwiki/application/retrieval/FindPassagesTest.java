package io.deepwiki.application.retrieval;

import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.repository.port.Sources.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.application.retrieval.port.VectorIndex.Claim;
import io.deepwiki.application.retrieval.port.VectorIndex.Unembedded;
import io.deepwiki.application.testing.ConceptEmbedder;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.retrieval.ScoredPassage.Leg;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FindPassagesTest {
    private final InMemoryDatabase database = InMemoryDatabase.empty();
    private final ConceptEmbedder embedder = new ConceptEmbedder(new EmbeddingSpace("concepts/1", 4));
    private final DenseSearch dense = new DenseSearch(database.vectors(), embedder);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FindPassages passages = new FindPassages(database.passages(), Optional.of(dense), threads);

    @AfterEach
    void close() {
        threads.close();
    }

    private SnapshotId published(IndexedFile... files) {
        RepositoryId id = database.snapshots().repository(REPOSITORY);
        database.passages().add(id, List.of(files));
        return database.snapshots().publish(draft(id, commit('a'), files)).id();
    }

    private void embed(int atMost) {
        Claim claim = database.vectors()
                .claim(embedder.space(), new UUID(0, 1), Duration.ofMinutes(1))
                .orElseThrow();
        List<Unembedded> next = database.vectors().next(claim, atMost);
        List<float[]> made =
                embedder.passages(next.stream().map(Unembedded::text).toList());
        Map<String, float[]> vectors = new HashMap<>();
        for (int i = 0; i < made.size(); i++) {
            vectors.put(next.get(i).contentHash(), made.get(i));
        }
        database.vectors().add(claim, vectors);
        database.vectors().next(claim, atMost);
    }

    private List<String> found(SnapshotId snapshot, String question) throws InterruptedException {
        return passages.find(snapshot, question, FileFilter.NONE, 20).stream()
                .map(passage -> passage.excerpt().path().value())
                .toList();
    }

    @Test
    void a_passage_in_other_words_is_found_by_its_meaning() throws InterruptedException {
        SnapshotId snapshot = published(file("A.java", "a1", "automobile"), file("B.java", "b1", "ship"));
        embed(10);
        List<ScoredPassage> found = passages.find(snapshot, "Where is the car?", FileFilter.NONE, 20);
        assertThat(found.getFirst().excerpt().path().value()).isEqualTo("A.java");
        assertThat(found.getFirst().legs()).containsExactly(Leg.DENSE);
        assertThat(passages.embedded(snapshot)).isEqualTo(2);
    }

    @Test
    void what_words_and_meaning_agree_on_comes_first() throws InterruptedException {
        SnapshotId snapshot = published(
                file("A.java", "a1", "automobile"),
                file("B.java", "b1", "engine of the boat"),
                file("C.java", "c1", "engine, engine of the vehicle"));
        embed(10);
        List<ScoredPassage> found = passages.find(snapshot, "car engine", FileFilter.NONE, 20);
        assertThat(found.getFirst().excerpt().path().value()).isEqualTo("C.java");
        assertThat(found.getFirst().legs()).containsExactlyInAnyOrder(Leg.DENSE, Leg.LEXICAL);
    }

    @Test
    void words_answer_while_vectors_are_still_to_come_and_when_the_embedder_fails() throws InterruptedException {
        SnapshotId snapshot =
                published(file("A.java", "a1", "automobile", "tree"), file("B.java", "b1", "ship", "oak"));
        assertThat(found(snapshot, "the car ship")).containsExactly("B.java");
        embed(2);
        assertThat(passages.embedded(snapshot)).isEqualTo(2);
        assertThat(found(snapshot, "the car ship")).containsExactly("B.java");
        embed(10);
        embedder.failing(new Overloaded());
        assertThat(found(snapshot, "the car ship")).containsExactly("B.java");
        assertThat(found(snapshot, "the car ship")).contains("A.java", "B.java");
    }

    @Test
    void filters_hold_for_both_legs_and_for_what_is_named() throws InterruptedException {
        SnapshotId snapshot = published(file("src/Car.java", "a1", "automobile"), file("lib/Car.java", "b1", "car"));
        embed(10);
        FileFilter only = new FileFilter(List.of("lib"), List.of(), List.of(), List.of());
        assertThat(passages.find(snapshot, "Car.java car", only, 20))
                .extracting(passage -> passage.excerpt().path().value())
                .containsExactly("lib/Car.java");
    }

    @Test
    void chunks_that_follow_each_other_come_as_one_passage() throws InterruptedException {
        SnapshotId snapshot = published(file("A.java", "a1", "rocket one", "rocket two", "nothing", "rocket four"));
        assertThat(passages.find(snapshot, "rocket", FileFilter.NONE, 20))
                .extracting(passage -> passage.excerpt().lines())
                .containsExactlyInAnyOrder(new LineRange(1, 2), new LineRange(4, 4));
    }

    @Test
    void ten_files_are_found_though_one_of_them_says_it_most_often() throws InterruptedException {
        IndexedFile[] files = IntStream.range(0, 12)
                .mapToObj(number -> file(
                        "File" + number + ".java",
                        "b" + number,
                        IntStream.range(0, 6)
                                .mapToObj(chunk -> "rocket ".repeat(12 - number) + number + " " + chunk)
                                .toArray(String[]::new)))
                .toArray(IndexedFile[]::new);
        assertThat(found(published(files), "rocket").stream().distinct()).hasSize(10);
    }
}
