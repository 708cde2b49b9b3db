package io.deepwiki.study;

import io.deepwiki.adapters.llm.embedding.OnnxEmbedder;
import io.deepwiki.domain.retrieval.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the embedder is alone, with nothing beside it, on the chunks of the work tree {@code -Ddeepwiki.clone=FOLDER}: what the product's own
 * pace is held against. Surefire runs it only when it is named.
 */
class EmbeddingSpeed {
    @TempDir
    Path cache;

    @Test
    void measure() throws IOException {
        OnnxEmbedder embedder = OnnxEmbedder.loading(cache, Runnable::run);
        List<String> texts = Corpus.of(Path.of(System.getProperty("deepwiki.clone", ""))).files().stream()
                .flatMap(file -> file.chunks().stream())
                .map(EmbeddingSpeed::embedded)
                .distinct()
                .toList();
        embedder.passages(texts.subList(0, embedder.batch()));
        long begun = System.nanoTime();
        for (int from = 0; from < texts.size(); from += embedder.batch()) {
            embedder.passages(texts.subList(from, Math.min(texts.size(), from + embedder.batch())));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT, "%d chunks in %.1f s: %.1f a second%n", texts.size(), seconds, texts.size() / seconds);
    }

    private static String embedded(Chunk chunk) {
        return chunk.header() + "\n" + chunk.text();
    }
}
