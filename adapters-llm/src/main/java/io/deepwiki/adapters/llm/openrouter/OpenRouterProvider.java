package io.deepwiki.adapters.llm.openrouter;

import dev.langchain4j.http.client.HttpClientBuilder;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.openai.OpenAiDialect;
import io.deepwiki.adapters.llm.openai.OpenAiDialect.Endpoint;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;

/** OpenRouter, which passes questions on to many vendors. */
public final class OpenRouterProvider {
    /** Its name in requests and settings. */
    public static final String ID = "openrouter";

    private static final String KEY = "OPENROUTER_API_KEY";

    private OpenRouterProvider() {}

    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http = upstreams.http(new OpenRouterClassifier(KEY, upstreams.clock()), new OpenAiDialect());
        return Offer.of(ID, entry, access.key().isPresent(), KEY, model -> {
            Endpoint endpoint = Endpoint.bearer(access.baseUrl().toString(), access.revealed());
            return StreamedModel.of(
                    OpenAiDialect.model(http, endpoint, model.id()), model, access.promptTokens(), TokenCount.CAUTIOUS);
        });
    }
}
