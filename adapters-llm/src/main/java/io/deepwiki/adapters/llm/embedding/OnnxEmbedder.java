package io.deepwiki.adapters.llm.embedding;

import static java.lang.System.Logger.Level.WARNING;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import io.deepwiki.adapters.llm.http.Thrown;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.NotConfigured;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * BGE small, English, version 1.5, quantised, by ONNX Runtime in this process: no key, no network, and nothing leaves the machine. One call
 * uses all cores, so a second one at the same time only shares them.
 */
public final class OnnxEmbedder implements Embedder {
    private static final System.Logger LOG = System.getLogger(OnnxEmbedder.class.getName());
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("bge-small-en-v1.5-q/1", 384);

    /** About a second of work for two cores: what a kill may cost. */
    private static final int BATCH = 32;

    /** What the model was trained to see before a question; passages go without (its authors' model card). */
    private static final String QUESTION = "Represent this sentence for searching relevant passages: ";

    private final CompletableFuture<EmbeddingModel> model;
    private final Executor questions;

    private OnnxEmbedder(CompletableFuture<EmbeddingModel> model, Executor questions) {
        this.model = model;
        this.questions = questions;
    }

    /**
     * The embedder, whose model is loaded meanwhile (about a second); who asks before waits.
     *
     * @param cache a folder for the native parts, made if need be
     * @param questions a platform thread that embeds questions, one after the other: native code would hold a virtual thread's carrier, and
     *     with it the streams of others
     */
    public static OnnxEmbedder loading(Path cache, Executor questions) {
        CompletableFuture<EmbeddingModel> model = CompletableFuture.supplyAsync(() -> load(cache), questions)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.log(WARNING, "event=embedder_not_loaded", failure);
                    }
                });
        return new OnnxEmbedder(model, questions);
    }

    /** The tokenizer's library would report its use to its makers on some clouds, and fetch native parts that it lacks. */
    private static EmbeddingModel load(Path cache) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ENGINE_CACHE_DIR", cache.toString());
        try {
            return new BgeSmallEnV15QuantizedEmbeddingModel(Runnable::run);
        } catch (LinkageError e) {
            throw new IllegalStateException("the native parts do not run on this machine", e);
        }
    }

    @Override
    public EmbeddingSpace space() {
        return SPACE;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        EmbeddingModel loaded = model();
        try {
            return loaded.embedAll(segments).content().stream()
                    .map(Embedding::vector)
                    .toList();
        } catch (RuntimeException e) {
            throw Thrown.meaning(e);
        }
    }

    @Override
    public float[] question(String text) {
        EmbeddingModel loaded = model();
        try {
            return CompletableFuture.supplyAsync(
                            () -> loaded.embed(QUESTION + text).content().vector(), questions)
                    .join();
        } catch (CompletionException | RejectedExecutionException e) {
            throw Thrown.meaning(e);
        }
    }

    private EmbeddingModel model() {
        try {
            return model.join();
        } catch (CompletionException e) {
            throw new ModelException(new NotConfigured("DEEPWIKI_EMBEDDER_TYPE"), e);
        }
    }
}
