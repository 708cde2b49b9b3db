package io.deepwiki;

import io.deepwiki.adapters.llm.Providers;
import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.anthropic.AnthropicProvider;
import io.deepwiki.adapters.llm.azure.AzureProvider;
import io.deepwiki.adapters.llm.catalogue.CatalogueException;
import io.deepwiki.adapters.llm.catalogue.ModelCatalogue;
import io.deepwiki.adapters.llm.deepseek.DeepSeekProvider;
import io.deepwiki.adapters.llm.gemini.GeminiProvider;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.ollama.OllamaProvider;
import io.deepwiki.adapters.llm.openai.OpenAiProvider;
import io.deepwiki.adapters.llm.openrouter.OpenRouterProvider;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.cli.CommandFailure;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.settings.ChatSettings;
import io.deepwiki.settings.EmbedderSettings;
import io.deepwiki.settings.ProviderSettings;
import io.deepwiki.settings.SettingKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers of language models, as the settings want them. */
final class LanguageModels {
    private final ChatSettings settings;
    private final Upstreams upstreams;

    LanguageModels(ChatSettings settings, Upstreams upstreams) {
        this.settings = settings;
        this.upstreams = upstreams;
    }

    /** With the operator's patience. */
    static LanguageModels of(ChatSettings settings, InstantSource clock) {
        ChatSettings.Patience patience = settings.patience();
        Budgets budgets = new Budgets(patience.connect(), patience.first(), patience.idle(), patience.whole());
        return new LanguageModels(settings, new Upstreams(budgets, clock));
    }

    /**
     * All of them, and the one that is asked when a request names none.
     *
     * @throws CommandFailure if the settings name what there is not
     */
    Providers providers() {
        List<Offer> offers = offers(catalogue());
        ModelRef preferred = preferred(offers.stream().map(Offer::provider).toList());
        try {
            return new Providers(offers, preferred);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    1, SettingKey.CHAT_MODEL.variable() + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private ModelCatalogue catalogue() {
        ModelCatalogue shipped = ModelCatalogue.shipped();
        try {
            return settings.others().modelsFile().map(shipped::with).orElse(shipped);
        } catch (CatalogueException e) {
            throw new CommandFailure(1, e.getMessage() + " (" + SettingKey.MODELS_FILE.variable() + ")", e);
        }
    }

    /** In the order in which people see them; the first that is configured is asked when nobody chooses. */
    private List<Offer> offers(ModelCatalogue known) {
        ProviderSettings others = settings.others();
        return List.of(
                OpenAiProvider.offer(openai(), known.of(OpenAiProvider.ID), upstreams),
                GeminiProvider.offer(access(others.google()), known.of(GeminiProvider.ID), upstreams),
                AnthropicProvider.offer(access(others.anthropic()), known.of(AnthropicProvider.ID), upstreams),
                OpenRouterProvider.offer(access(others.openrouter()), known.of(OpenRouterProvider.ID), upstreams),
                DeepSeekProvider.offer(access(others.deepseek()), known.of(DeepSeekProvider.ID), upstreams),
                AzureProvider.offer(azure(others.azure()), known.of(AzureProvider.ID), upstreams),
                OllamaProvider.offer(ollama(others.ollama()), known.of(OllamaProvider.ID), upstreams),
                Providers.builtin());
    }

    private Access openai() {
        ChatSettings.OpenAi openai = settings.openai();
        return new Access(openai.baseUrl(), openai.key(), openai.contextTokens());
    }

    private Access access(ProviderSettings.Remote remote) {
        return new Access(remote.baseUrl(), remote.key(), settings.others().promptTokens());
    }

    private AzureProvider.Access azure(ProviderSettings.Azure azure) {
        return new AzureProvider.Access(
                azure.endpoint(),
                azure.key(),
                azure.version(),
                azure.deployment(),
                settings.others().promptTokens());
    }

    private static OllamaProvider.Access ollama(ProviderSettings.Ollama ollama) {
        return new OllamaProvider.Access(ollama.address(), ollama.contextTokens());
    }

    private ModelRef preferred(List<ChatModels.Provider> providers) {
        Optional<String> wanted = settings.provider();
        ChatModels.Provider provider = providers.stream()
                .filter(each -> wanted.map(each.id()::equals).orElse(each.configured()))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        1,
                        "Nobody here is called '" + wanted.orElse("") + "' (" + SettingKey.CHAT_PROVIDER.variable()
                                + "); known are: "
                                + providers.stream()
                                        .map(ChatModels.Provider::id)
                                        .collect(Collectors.joining(", "))));
        if (!provider.configured()) {
            throw new CommandFailure(
                    1,
                    SettingKey.CHAT_PROVIDER.variable() + " is " + provider.id() + ", which needs "
                            + provider.requires().orElse("to be configured") + ".");
        }
        return new ModelRef(
                provider.id(),
                settings.model().orElseGet(() -> provider.models().getFirst().id()));
    }

    /** OpenAI's embedder, or that of a server that speaks its protocol. */
    Embedder embedder(EmbedderSettings embedder) {
        return OpenAiProvider.embedder(openai(), embedder.model(), embedder.dimensions(), upstreams);
    }
}
