package io.deepwiki.adapters.llm.gemini;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;

/** Google's Gemini, by the API of Google AI Studio. The key goes in a header, never in the address. */
public final class GeminiProvider {
    /** Its name in requests and settings. */
    public static final String ID = "google";

    private static final String KEY = "GOOGLE_API_KEY";
    private static final String VERSION = "/v1beta";

    private GeminiProvider() {}

    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http = upstreams.http(new GeminiClassifier(KEY, upstreams.clock()), new GeminiDialect());
        return Offer.of(
                ID,
                entry,
                access.key().isPresent(),
                KEY,
                model -> StreamedModel.of(
                        model(access, http, model.id()), model, access.promptTokens(), TokenCount.CAUTIOUS));
    }

    /** Thoughts are not asked for, and not passed on if they come: left unset, LangChain4j would mix them into the answer. */
    private static StreamingChatModel model(Access access, HttpClientBuilder http, String id) {
        return GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(access.address(VERSION))
                .apiKey(access.revealed())
                .modelName(GeminiDialect.inPath(id))
                .returnThinking(false)
                .build();
    }
}
