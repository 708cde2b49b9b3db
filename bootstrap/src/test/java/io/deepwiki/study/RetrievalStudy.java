package io.deepwiki.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.retrieval.DenseSearch;
import io.deepwiki.application.retrieval.FindPassages;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.RetrievalQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Compares the product's search with other designs, and its parts with what they might have been, on a set of questions. Wants {@code
 * -Ddeepwiki.set=FILE} and {@code -Ddeepwiki.clones=FOLDER}, with a work tree at {@code FOLDER/owner/name} for each repository of the set; keeps
 * vectors in that folder. Surefire runs it only when it is named.
 */
class RetrievalStudy {
    private static final SnapshotId SNAPSHOT = new SnapshotId(new UUID(0, 1));
    private static final int PASSAGES = 20;
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Path clones = Path.of(System.getProperty("deepwiki.clones", ""));
    private final Map<String, Corpus> corpora = new LinkedHashMap<>();
    private final List<Known> questions = new ArrayList<>();

    private record Known(String repository, String query, Set<SourcePath> files) {}

    /** A design: for each corpus a function from a question to the files that it finds. */
    @FunctionalInterface
    private interface Design {
        Function<String, List<SourcePath>> over(Corpus corpus) throws IOException;
    }

    @Test
    void compare() throws IOException {
        readSet(Path.of(System.getProperty("deepwiki.set", "")));
        VectorCache bge =
                new VectorCache(new BgeSmallEnV15QuantizedEmbeddingModel(Runnable::run), clones.resolve("bge.vectors"));
        VectorCache mini = new VectorCache(
                new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run), clones.resolve("minilm.vectors"));
        Function<String, String> prefixed = text -> "Represent this sentence for searching relevant passages: " + text;
        System.out.println("| design | recall@5 | recall@10 | MRR |\n|---|---|---|---|");
        measure(
                "whole files, BM25 over plain words",
                corpus -> Baselines.wholeFiles(corpus, Baselines::plainWords, Baselines::plainWords));
        measure("whole files, BM25 over split words", Baselines::wholeFilesInSplitWords);
        measure("common design: MiniLM over windows, top 20", corpus -> Baselines.windows(corpus, mini));
        measure("words alone", corpus -> byWords(corpus));
        measure("words and bge", corpus -> fused(corpus, bge, prefixed));
        measure("words and bge, without the prefix of questions", corpus -> fused(corpus, bge, text -> text));
        measure("words and MiniLM", corpus -> fused(corpus, mini, text -> text));
        for (Corpus.Cut cut : List.of(Corpus.Cut.WITHOUT_HEADER, Corpus.Cut.HALVES, Corpus.Cut.PAIRS)) {
            String name = cut.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            measure("words alone, " + name, corpus -> byWords(corpus.cut(cut)));
            measure("words and bge, " + name, corpus -> fused(corpus.cut(cut), bge, prefixed));
        }
    }

    private void readSet(Path set) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(set)) {
            JsonNode question = json.readTree(line);
            Set<SourcePath> files = new HashSet<>();
            question.get("files").forEach(file -> files.add(new SourcePath(file.asText())));
            String repository = question.get("repo_url").asText().replaceFirst("https?://[^/]+/", "");
            questions.add(new Known(repository, question.get("query").asText(), files));
            if (!corpora.containsKey(repository)) {
                corpora.put(repository, Corpus.of(clones.resolve(repository)));
            }
        }
    }

    private void measure(String name, Design design) throws IOException {
        Map<String, Function<String, List<SourcePath>>> searches = new HashMap<>();
        for (Map.Entry<String, Corpus> corpus : corpora.entrySet()) {
            searches.put(corpus.getKey(), design.over(corpus.getValue()));
        }
        RetrievalQuality mean = RetrievalQuality.mean(questions.stream()
                .map(known -> RetrievalQuality.of(
                        searches.getOrDefault(known.repository(), _ -> List.of())
                                .apply(known.query()),
                        known.files()))
                .toList());
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f |%n",
                name,
                mean.recallAt5(),
                mean.recallAt10(),
                mean.reciprocalRank());
    }

    private static Function<String, List<SourcePath>> byWords(Corpus corpus) {
        return found(new FindPassages(new CorpusIndex(corpus, Map.of()), Optional.empty(), THREADS));
    }

    private static Function<String, List<SourcePath>> fused(
            Corpus corpus, VectorCache cache, Function<String, String> asked) throws IOException {
        List<Chunk> chunks =
                corpus.files().stream().flatMap(file -> file.chunks().stream()).toList();
        cache.prepare(chunks.stream().map(RetrievalStudy::embedded).toList());
        Map<Chunk, float[]> vectors = new HashMap<>();
        chunks.forEach(chunk -> vectors.put(chunk, cache.of(embedded(chunk))));
        CorpusIndex index = new CorpusIndex(corpus, vectors);
        return found(new FindPassages(index, Optional.of(new DenseSearch(index, new Cached(cache, asked))), THREADS));
    }

    private static String embedded(Chunk chunk) {
        return chunk.header().isEmpty() ? chunk.text() : chunk.header() + "\n" + chunk.text();
    }

    private static Function<String, List<SourcePath>> found(FindPassages passages) {
        return question -> {
            try {
                return passages.find(SNAPSHOT, question, FileFilter.NONE, PASSAGES).stream()
                        .map(passage -> passage.excerpt().path())
                        .toList();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the study was interrupted", e);
            }
        };
    }

    /** Embeds questions from a cache; passages have their vectors already. */
    private record Cached(VectorCache cache, Function<String, String> asked) implements Embedder {
        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace("study", 384);
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public List<float[]> passages(List<String> texts) {
            return texts.stream().map(cache::of).toList();
        }

        @Override
        public float[] question(String text) {
            return cache.of(asked.apply(text));
        }
    }
}
