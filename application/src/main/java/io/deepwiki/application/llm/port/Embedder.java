package io.deepwiki.application.llm.port;

import io.deepwiki.domain.llm.EmbeddingSpace;
import java.util.List;

/** Turns texts into vectors: what means the same lies close together. Thread-safe; blocks. */
public interface Embedder {
    /** The space of its vectors. */
    EmbeddingSpace space();

    /** How many texts are given to it at once, at most. */
    int batch();

    /**
     * A vector of length 1 for each text that is to be found, in the order of the texts.
     *
     * @param texts 1 to {@link #batch()}, none of them blank
     * @throws ModelException when they cannot be made
     */
    List<float[]> passages(List<String> texts);

    /**
     * The vector of a text that is searched for.
     *
     * @throws ModelException when it cannot be made
     */
    float[] question(String text);
}
