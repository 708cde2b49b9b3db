package io.deepwiki.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.openai.OpenAiDialect.Endpoint;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.net.URI;
import java.util.Optional;

/** OpenAI, and every server that speaks its protocol at another address. */
public final class OpenAiProvider {
    /** Its name in requests and settings. */
    public static final String ID = "openai";

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final String KEY = "OPENAI_API_KEY";

    private OpenAiProvider() {}

    /** The provider with its models; it needs a key only at OpenAI's own address. */
    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http = http(upstreams);
        boolean configured = access.key().isPresent() || !access.baseUrl().equals(OPENAI);
        Endpoint endpoint = Endpoint.bearer(access.baseUrl().toString(), key(access));
        return Offer.of(
                ID,
                entry,
                configured,
                KEY,
                model -> StreamedModel.of(
                        OpenAiDialect.model(http, endpoint, model.id()),
                        model,
                        access.promptTokens(),
                        TokenCount.OPENAI));
    }

    /**
     * An embedder of that provider. Servers other than OpenAI's newer models have one dimension a model and are not asked for another.
     *
     * @param model its id, as in {@code text-embedding-3-small}
     * @param dimension how many numbers its vectors have
     */
    public static Embedder embedder(Access access, String model, int dimension, Upstreams upstreams) {
        EmbeddingModel embedding = OpenAiEmbeddingModel.builder()
                .httpClientBuilder(http(upstreams))
                .baseUrl(access.baseUrl().toString())
                .apiKey(key(access))
                .modelName(model)
                .dimensions(model.startsWith("text-embedding-3") ? dimension : null)
                .maxSegmentsPerBatch(OpenAiEmbedder.BATCH)
                .maxRetries(0)
                .build();
        return new OpenAiEmbedder(embedding, new EmbeddingSpace(model + "/" + dimension, dimension));
    }

    private static HttpClientBuilder http(Upstreams upstreams) {
        return upstreams.http(new OpenAiClassifier(KEY, upstreams.clock(), _ -> Optional.empty()), new OpenAiDialect());
    }

    private static String key(Access access) {
        return access.key().map(Secret::reveal).orElse(OpenAiDialect.NO_KEY);
    }
}
