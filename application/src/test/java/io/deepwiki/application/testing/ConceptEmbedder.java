package io.deepwiki.application.testing;

import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Vectors whose every number is a concept: words that mean the same count for the same one. */
public final class ConceptEmbedder implements Embedder {
    private static final Map<String, Integer> CONCEPTS =
            Map.of("car", 1, "automobile", 1, "vehicle", 1, "boat", 2, "ship", 2, "vessel", 2, "tree", 3, "oak", 3);

    private static final Pattern NO_WORD = Pattern.compile("\\W+");

    private final EmbeddingSpace space;
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private volatile List<ModelFailure> failures = List.of();

    /** @param space its name is free, its dimension at least 4 */
    public ConceptEmbedder(EmbeddingSpace space) {
        this.space = space;
    }

    /** The next calls fail like that, each once, in this order. */
    public void failing(ModelFailure... with) {
        failures = List.of(with);
    }

    /** What was embedded so far, batch by batch. */
    public List<List<String>> batches() {
        return List.copyOf(batches);
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public int batch() {
        return 2;
    }

    @Override
    public synchronized List<float[]> passages(List<String> texts) {
        fail();
        batches.add(texts);
        return texts.stream().map(this::vector).toList();
    }

    private void fail() {
        if (!failures.isEmpty()) {
            List<ModelFailure> left = new ArrayList<>(failures);
            ModelFailure next = left.removeFirst();
            failures = List.copyOf(left);
            throw new ModelException(next);
        }
    }

    @Override
    public synchronized float[] question(String text) {
        fail();
        return vector(text);
    }

    private float[] vector(String text) {
        float[] vector = new float[space.dimension()];
        vector[0] = 0.1f;
        NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .flatMap(word -> Optional.ofNullable(CONCEPTS.get(word)).stream())
                .forEach(concept -> vector[concept] += 1);
        return vector;
    }
}
