package io.deepwiki.adapters.llm.anthropic;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;
import io.deepwiki.application.llm.port.ChatModels.Model;
import io.deepwiki.domain.llm.ModelLimits;

/** Anthropic's Claude. */
public final class AnthropicProvider {
    /** Its name in requests and settings. */
    public static final String ID = "anthropic";

    private static final String KEY = "ANTHROPIC_API_KEY";
    private static final String VERSION = "/v1";

    /** The API wants a number; every model that is offered today writes as much. */
    private static final int ANSWER_OF_UNKNOWN = 8_192;

    private AnthropicProvider() {}

    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http =
                upstreams.http(new AnthropicClassifier(KEY, upstreams.clock()), new AnthropicDialect());
        return Offer.of(
                ID,
                entry,
                access.key().isPresent(),
                KEY,
                model -> StreamedModel.of(
                        model(access, http, model), model, access.promptTokens(), TokenCount.CAUTIOUS));
    }

    private static StreamingChatModel model(Access access, HttpClientBuilder http, Model model) {
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(access.address(VERSION))
                .apiKey(access.revealed())
                .modelName(model.id())
                .maxTokens(model.limits().map(ModelLimits::room).orElse(ANSWER_OF_UNKNOWN))
                .returnThinking(false)
                .build();
    }
}
