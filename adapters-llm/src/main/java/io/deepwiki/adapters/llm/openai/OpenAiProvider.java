package io.deepwiki.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.TokenCountEstimator;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.LlmHttp;
import io.deepwiki.adapters.llm.prompt.Allowance;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** OpenAI, and every server that speaks its protocol at another address. */
public final class OpenAiProvider {
    /** Where OpenAI itself answers. */
    public static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private static final String ID = "openai";
    private static final String KEY = "OPENAI_API_KEY";
    private static final List<ChatModels.Model> MODELS = List.of(
            new ChatModels.Model("gpt-5-mini", "GPT-5 mini"),
            new ChatModels.Model("gpt-5", "GPT-5"),
            new ChatModels.Model("gpt-4.1", "GPT-4.1"),
            new ChatModels.Model("gpt-4.1-mini", "GPT-4.1 mini"));

    /** The tokens of the newer models; those of other vendors differ by a few in a hundred. */
    private static final TokenCountEstimator TOKENS = new OpenAiTokenCountEstimator("gpt-4o");

    /** A server of one's own often wants no key, but LangChain4j does. */
    private static final String NO_KEY = "none";

    private final HttpClientBuilder http;
    private final Access access;
    private final Map<String, ChatModel> models = new ConcurrentHashMap<>();

    private OpenAiProvider(HttpClientBuilder http, Access access) {
        this.http = http;
        this.access = access;
    }

    /**
     * How the provider is reached.
     *
     * @param key empty: the provider is configured only if the address is not OpenAI's own
     * @param contextTokens the most that a prompt is given
     */
    public record Access(URI baseUrl, Optional<Secret> key, int contextTokens) {
        boolean configured() {
            return key.isPresent() || !baseUrl.equals(OPENAI);
        }
    }

    /** The provider with its models; any other model id may be asked for as well. */
    public static Offer offer(Access access, Budgets budgets, ExecutorService threads, InstantSource clock) {
        var provider = new OpenAiProvider(LlmHttp.builder(threads, budgets, new OpenAiClassifier(KEY, clock)), access);
        return new Offer(
                new ChatModels.Provider(ID, "OpenAI", access.configured(), true, Optional.of(KEY), MODELS),
                provider::model);
    }

    /**
     * An embedder of that provider. Servers other than OpenAI's newer models have one dimension a model and are not asked for another.
     *
     * @param model its id, as in {@code text-embedding-3-small}
     * @param dimension how many numbers its vectors have
     */
    public static Embedder embedder(
            Access access, String model, int dimension, Budgets budgets, ExecutorService threads, InstantSource clock) {
        EmbeddingModel embedding = OpenAiEmbeddingModel.builder()
                .httpClientBuilder(LlmHttp.builder(threads, budgets, new OpenAiClassifier(KEY, clock)))
                .baseUrl(access.baseUrl().toString())
                .apiKey(access.key().map(Secret::reveal).orElse(NO_KEY))
                .modelName(model)
                .dimensions(model.startsWith("text-embedding-3") ? dimension : null)
                .maxSegmentsPerBatch(OpenAiEmbedder.BATCH)
                .maxRetries(0)
                .build();
        return new OpenAiEmbedder(embedding, new EmbeddingSpace(model + "/" + dimension, dimension));
    }

    private Optional<ChatModel> model(String id) {
        return Optional.of(models.computeIfAbsent(id, this::made));
    }

    private ChatModel made(String id) {
        StreamingChatModel model = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(access.baseUrl().toString())
                .apiKey(access.key().map(Secret::reveal).orElse(NO_KEY))
                .modelName(id)
                .build();
        return new OpenAiModel(model, () -> new Allowance(access.contextTokens, TOKENS::estimateTokenCountInText));
    }
}
