package io.deepwiki.adapters.llm.deepseek;

import dev.langchain4j.http.client.HttpClientBuilder;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.openai.OpenAiClassifier;
import io.deepwiki.adapters.llm.openai.OpenAiDialect;
import io.deepwiki.adapters.llm.openai.OpenAiDialect.Endpoint;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;

/** DeepSeek. What its models think comes in a field of its own and is not passed on. */
public final class DeepSeekProvider {
    /** Its name in requests and settings. */
    public static final String ID = "deepseek";

    private static final String KEY = "DEEPSEEK_API_KEY";

    private DeepSeekProvider() {}

    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http =
                upstreams.http(new OpenAiClassifier(KEY, upstreams.clock(), new DeepSeekWords()), new OpenAiDialect());
        return Offer.of(ID, entry, access.key().isPresent(), KEY, model -> {
            Endpoint endpoint = Endpoint.bearer(access.baseUrl().toString(), access.revealed());
            return StreamedModel.of(
                    OpenAiDialect.model(http, endpoint, model.id()), model, access.promptTokens(), TokenCount.CAUTIOUS);
        });
    }
}
