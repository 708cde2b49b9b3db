package io.deepwiki.adapters.llm.azure;

import dev.langchain4j.http.client.HttpClientBuilder;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.openai.OpenAiClassifier;
import io.deepwiki.adapters.llm.openai.OpenAiDialect;
import io.deepwiki.adapters.llm.openai.OpenAiDialect.Endpoint;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.adapters.llm.stream.StreamedModel;
import io.deepwiki.application.llm.port.ChatModels.Model;
import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** OpenAI's models at Microsoft Azure: a model is asked for by the name of its deployment, which is part of the address. */
public final class AzureProvider {
    /** Its name in requests and settings. */
    public static final String ID = "azure";

    private static final String KEY = "AZURE_OPENAI_API_KEY";
    private static final String ENDPOINT = "AZURE_OPENAI_ENDPOINT";

    private AzureProvider() {}

    /**
     * How the provider is reached.
     *
     * @param endpoint of the resource, without a path
     * @param version of the API, a date
     * @param deployment what is asked when a request names none; the catalogue's first when empty
     * @param promptTokens the most that a prompt is given, whatever the model's window
     */
    public record Access(
            Optional<URI> endpoint,
            Optional<Secret> key,
            String version,
            Optional<String> deployment,
            int promptTokens) {}

    public static Offer offer(Access access, CatalogueEntry entry, Upstreams upstreams) {
        HttpClientBuilder http =
                upstreams.http(new OpenAiClassifier(KEY, upstreams.clock(), new AzureWords(KEY)), new OpenAiDialect());
        boolean configured = access.endpoint().isPresent() && access.key().isPresent();
        String requires = access.key().isPresent() ? ENDPOINT : KEY;
        return Offer.of(ID, deployed(entry, access.deployment()), configured, requires, model -> {
            Endpoint endpoint = endpoint(access, model.id());
            return StreamedModel.of(
                    OpenAiDialect.model(http, endpoint, model.id()), model, access.promptTokens(), TokenCount.OPENAI);
        });
    }

    /** The operator's deployment first; what is known of it, if it is called like a model that is listed. */
    private static CatalogueEntry deployed(CatalogueEntry entry, Optional<String> deployment) {
        return deployment
                .map(id -> {
                    Model first = entry.find(id).orElseGet(() -> new Model(id, id));
                    Stream<Model> others =
                            entry.models().stream().filter(model -> !model.id().equals(id));
                    return entry.with(Stream.concat(Stream.of(first), others).toList());
                })
                .orElse(entry);
    }

    private static Endpoint endpoint(Access access, String deployment) {
        String path = "/openai/deployments/"
                + URLEncoder.encode(deployment, StandardCharsets.UTF_8).replace("+", "%20");
        return new Endpoint(
                access.endpoint().orElseThrow() + path,
                Map.of("api-key", access.key().orElseThrow().reveal()),
                Map.of("api-version", access.version()));
    }
}
