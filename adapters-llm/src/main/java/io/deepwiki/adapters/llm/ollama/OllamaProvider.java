package io.deepwiki.adapters.llm.ollama;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;
import io.deepwiki.application.llm.port.ChatModels.Model;
import io.deepwiki.domain.llm.ModelLimits;
import java.net.URI;
import java.util.Optional;

/**
 * Models of one's own, run by Ollama. Left alone, it takes a small window, cuts in silence what does not fit, and forgets the beginning when an
 * answer grows long; so the window is always sent, the prompt is measured for it, and the answer may not outgrow it.
 */
public final class OllamaProvider {
    /** Its name in requests and settings. */
    public static final String ID = "ollama";

    private static final String HOST = "OLLAMA_HOST";
    private static final int ANSWER_OF_UNKNOWN = 8_192;

    private OllamaProvider() {}

    /**
     * How the server is reached.
     *
     * @param host empty: there is none
     * @param contextTokens the window that is asked for; a model whose window is smaller is given its own
     */
    public record Access(Optional<URI> host, int contextTokens) {
        /** What a model is given and may write. */
        ModelLimits limits(Model model) {
            int window = model.limits().map(ModelLimits::window).orElse(contextTokens);
            int answer = model.limits().map(ModelLimits::answer).orElse(ANSWER_OF_UNKNOWN);
            int asked = Math.min(contextTokens, window);
            return new ModelLimits(asked, Math.min(answer, asked - 1));
        }
    }

    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http = upstreams.http(new OllamaClassifier(HOST, upstreams.clock()), new OllamaDialect());
        return Offer.of(ID, entry, access.host().isPresent(), HOST, model -> {
            ModelLimits limits = access.limits(model);
            return StreamedModel.of(
                    model(access, http, model.id(), limits), model, limits.prompt(), TokenCount.CAUTIOUS);
        });
    }

    private static StreamingChatModel model(Access access, HttpClientBuilder http, String id, ModelLimits limits) {
        return OllamaStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(access.host().orElseThrow().toString())
                .modelName(id)
                .numCtx(limits.window())
                .numPredict(limits.room())
                .returnThinking(false)
                .build();
    }
}
