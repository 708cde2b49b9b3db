package io.deepwiki.adapters.persistence.retrieval;

import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.Identifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The index holds its speed at the size of a real repository. The limits are several times what a quiet machine takes. */
class IndexSpeedTest {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    private static final int FILES = 1_000;
    private static final int CHUNKS = 8;
    private static final int WORDS = 110;
    private static final int BATCH = 200;

    private final Random random = new Random(42);

    /** Words as they are in code: few are frequent, many are rare. */
    private String word() {
        int rank = (int) Math.pow(20_000, random.nextDouble());
        return "word" + (char) ('a' + rank % 26) + (char) ('a' + rank / 26 % 26) + (char) ('a' + rank / 676 % 26)
                + (char) ('a' + rank / 17_576);
    }

    private IndexedFile file(int number) {
        List<Chunk> chunks = new ArrayList<>();
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            LineRange lines = new LineRange(i * 30 + 1, i * 30 + 30);
            String text = IntStream.range(0, WORDS).mapToObj(_ -> word()).collect(Collectors.joining(" "));
            symbols.add(Sources.method("Type" + number, word(), i * 30 + 1));
            chunks.add(new Chunk(i, "", lines, "src module file " + number, text, "c".repeat(64)));
        }
        String text = chunks.stream().map(Chunk::text).collect(Collectors.joining("\n"));
        FileVersion version = new FileVersion(
                new SourcePath("src/module" + number % 20 + "/File" + number + ".java"), "%040x".formatted(number));
        return new IndexedFile(
                version,
                text.length(),
                CHUNKS * 30,
                SourceLanguage.JAVA,
                FileKind.CODE,
                new FileOutline("acme", symbols, List.of("java.util.List", "acme.Other")),
                text,
                chunks);
    }

    @Test
    void a_repository_of_a_thousand_files_goes_in_and_is_searched_without_waiting() {
        RepositoryId repository = DATABASE.snapshots().repository(REPOSITORY);
        List<IndexedFile> files = IntStream.range(0, FILES).mapToObj(this::file).toList();
        List<FileVersion> versions = files.stream().map(IndexedFile::version).toList();
        timed("add", Duration.ofSeconds(12), () -> {
            for (int from = 0; from < FILES; from += BATCH) {
                List<IndexedFile> batch = files.subList(from, from + BATCH);
                DATABASE.transactions().inTransaction(() -> DATABASE.passages().add(repository, batch));
            }
            return FILES;
        });
        SnapshotId snapshot = timed(
                "publish",
                Duration.ofSeconds(2),
                () -> DATABASE.transactions()
                        .inTransaction(() -> DATABASE.snapshots()
                                .publish(draft(
                                        repository,
                                        commit('a'),
                                        files.stream().map(Sources::entry).toList()))
                                .id()));
        assertThat(timed(
                        "missing",
                        Duration.ofSeconds(1),
                        () -> DATABASE.passages().missing(repository, versions)))
                .isEmpty();
        Set<String> common = IntStream.range(0, 15)
                .mapToObj(_ -> word())
                .flatMap(word -> Identifiers.terms(word).stream())
                .collect(Collectors.toSet());
        for (int i = 0; i < 5; i++) {
            assertThat(timed(
                            "occurrences",
                            Duration.ofSeconds(1),
                            () -> DATABASE.passages().occurrences(snapshot, common)))
                    .isNotEmpty();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(timed(
                            "files",
                            Duration.ofSeconds(1),
                            () -> DATABASE.snapshots().files(snapshot)))
                    .hasSize(FILES);
        }
        assertThat(timed(
                        "declaring",
                        Duration.ofSeconds(1),
                        () -> DATABASE.passages()
                                .declaring(
                                        snapshot,
                                        Set.of(files.get(7)
                                                .outline()
                                                .symbols()
                                                .getFirst()
                                                .name()))))
                .isNotEmpty();
    }

    private static <T> T timed(String what, Duration limit, Supplier<T> work) {
        long begun = System.nanoTime();
        T result = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.getLogger(IndexSpeedTest.class.getName())
                .log(System.Logger.Level.INFO, "{0} took {1} ms", what, took.toMillis());
        assertThat(took).as(what).isLessThan(limit);
        return result;
    }
}
