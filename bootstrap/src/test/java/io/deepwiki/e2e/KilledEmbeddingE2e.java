package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors come in the background, and a service that is killed over them goes on where it was. */
class KilledEmbeddingE2e {
    private static final Path PROJECT = Path.of(System.getProperty("deepwiki.project"));
    private static final int KILLED_AT = 7;
    private static final int BATCH = 64;

    @TempDir
    Path folder;

    @Test
    void a_kill_costs_one_batch_and_words_answer_meanwhile() throws Exception {
        try (ScriptedEmbeddings embeddings = new ScriptedEmbeddings(KILLED_AT);
                Installation product = new Installation(Files.createDirectory(folder.resolve("home")))
                        .with("DEEPWIKI_JOBS_LEASE", "2s")
                        .with("DEEPWIKI_EMBEDDER_TYPE", "openai")
                        .with("DEEPWIKI_EMBEDDER_MODEL", "some-embedder")
                        .with("DEEPWIKI_EMBEDDER_DIMENSIONS", "384")
                        .with("OPENAI_BASE_URL", embeddings.url().toString())) {
            product.run(PROJECT, "ask", ".", "--provider", "builtin", "How is a job claimed?")
                    .succeeded();
            assertThat(embeddings.reached().await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(product.run(PROJECT, "status").out())
                    .contains("Vectors   working: " + (KILLED_AT - 1) * BATCH + " of ");
            assertThat(product.run(PROJECT, "ask", ".", "--provider", "builtin", "Where are leases renewed?")
                            .succeeded()
                            .out())
                    .contains("Sources:");
            product.kill();
            embeddings.release();
            product.run(PROJECT, "ask", ".", "--provider", "builtin", "How is a job claimed?")
                    .succeeded();
            awaitVectors(product);
            List<String> made =
                    embeddings.answered().stream().flatMap(List::stream).toList();
            Set<String> distinct = new HashSet<>(made);
            distinct.remove("How is a job claimed?");
            assertThat(made.stream().filter(distinct::contains).count())
                    .as("contents that were embedded twice")
                    .isEqualTo(distinct.size());
        }
    }

    private static void awaitVectors(Installation product) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!product.get("/api/retrieval/status").body().contains("\"complete\"")) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
