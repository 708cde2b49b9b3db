package io.deepwiki.application.llm;

import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what a request names into a model; an unknown name is refused, never replaced in silence. */
public final class ModelChoice {
    private final ChatModels models;

    public ModelChoice(ChatModels models) {
        this.models = models;
    }

    /**
     * The model that a request means.
     *
     * @param provider empty: the preferred one
     * @param model empty: the provider's first
     * @throws FailureException Rejected {@code unsupported_provider} or {@code unsupported_model}; Unavailable {@code
     *     provider_not_configured}
     */
    public ModelRef choose(Optional<String> provider, Optional<String> model) {
        if (provider.isEmpty() && model.isEmpty()) {
            return models.preferred();
        }
        ChatModels.Provider chosen = provider(provider.orElse(models.preferred().provider()));
        ModelRef ref = new ModelRef(chosen.id(), model.orElseGet(() -> firstModel(chosen)));
        offered(ref);
        return ref;
    }

    /** The model itself. Fails like {@link #choose}. */
    public ChatModel offered(ModelRef ref) {
        ChatModels.Provider provider = provider(ref.provider());
        return models.find(ref)
                .orElseThrow(() -> new FailureException(new Rejected(
                        "unsupported_model",
                        "The provider " + provider.id() + " does not offer the model " + ref.model() + ". It offers: "
                                + modelsOf(provider) + ".")));
    }

    /** What its tokens cost; empty if that is not known. */
    public Optional<Price> price(ModelRef ref) {
        return models.price(ref);
    }

    private ChatModels.Provider provider(String id) {
        ChatModels.Provider provider = models.providers().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        new Rejected("unsupported_provider", "Unknown provider. Known are: " + providerIds() + ".")));
        if (!provider.configured()) {
            String advice = provider.requires()
                    .map(name -> " Set " + name + " and start again.")
                    .orElse("");
            throw new FailureException(new Unavailable(
                    Unavailable.PROVIDER_NOT_CONFIGURED,
                    "The provider " + id + " is not configured." + advice,
                    Optional.empty()));
        }
        return provider;
    }

    private static String firstModel(ChatModels.Provider provider) {
        return provider.models().getFirst().id();
    }

    private static String modelsOf(ChatModels.Provider provider) {
        return provider.models().stream().map(ChatModels.Model::id).collect(Collectors.joining(", "));
    }

    private String providerIds() {
        return models.providers().stream().map(ChatModels.Provider::id).collect(Collectors.joining(", "));
    }
}
