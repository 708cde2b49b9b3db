package io.deepwiki.adapters.llm.openai;

import static java.lang.System.Logger.Level.ERROR;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.deepwiki.adapters.llm.http.Thrown;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.NotConfigured;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.util.List;

/** An embedding model of a provider that speaks OpenAI's protocol. */
final class OpenAiEmbedder implements Embedder {
    private static final System.Logger LOG = System.getLogger(OpenAiEmbedder.class.getName());

    /** Far below the limits that OpenAI documents (2,048 texts and 300,000 tokens a request), and no great loss when one is lost. */
    static final int BATCH = 64;

    private final EmbeddingModel model;
    private final EmbeddingSpace space;

    OpenAiEmbedder(EmbeddingModel model, EmbeddingSpace space) {
        this.model = model;
        this.space = space;
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        List<float[]> vectors = embedded(texts);
        if (vectors.size() != texts.size()) {
            throw new ModelException(new CutOff(""));
        }
        for (float[] vector : vectors) {
            if (vector.length != space.dimension()) {
                LOG.log(
                        ERROR,
                        "event=wrong_dimension space={0} given={1} set={2}",
                        space.name(),
                        vector.length,
                        space.dimension());
                throw new ModelException(new NotConfigured("DEEPWIKI_EMBEDDER_DIMENSIONS"));
            }
        }
        return vectors;
    }

    private List<float[]> embedded(List<String> texts) {
        try {
            return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                    .map(Embedding::vector)
                    .toList();
        } catch (RuntimeException e) {
            throw Thrown.meaning(e);
        }
    }

    @Override
    public float[] question(String text) {
        return passages(List.of(text)).getFirst();
    }
}
