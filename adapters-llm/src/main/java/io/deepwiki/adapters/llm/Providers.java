package io.deepwiki.adapters.llm;

import io.deepwiki.adapters.llm.builtin.BuiltinModel;
import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds models by the names of their providers. */
public final class Providers implements ChatModels {
    private final List<Offer> offers;
    private final ModelRef preferred;

    /**
     * Takes what is offered.
     *
     * @param offers in the order in which people see them
     * @param preferred what is asked when a request names no model
     * @throws IllegalArgumentException if nobody offers the preferred model, or two providers have one name
     */
    public Providers(List<Offer> offers, ModelRef preferred) {
        this.offers = List.copyOf(offers);
        this.preferred = preferred;
        if (offers.stream().map(offer -> offer.provider().id()).distinct().count() < offers.size()) {
            throw new IllegalArgumentException("two providers have the same name");
        }
        if (find(preferred).isEmpty()) {
            throw new IllegalArgumentException("nobody here offers the model " + preferred);
        }
    }

    /** The provider that is always there. */
    public static Offer builtin() {
        Provider provider = new Provider(
                BuiltinModel.REF.provider(),
                "Built-in (no language model)",
                true,
                false,
                Optional.empty(),
                List.of(new Model(BuiltinModel.REF.model(), "Outline 1", Optional.empty(), Optional.of(Price.NOTHING))));
        ChatModel model = new BuiltinModel();
        return new Offer(provider, id -> id.equals(BuiltinModel.REF.model()) ? Optional.of(model) : Optional.empty());
    }

    @Override
    public List<Provider> providers() {
        return offers.stream().map(Offer::provider).toList();
    }

    @Override
    public ModelRef preferred() {
        return preferred;
    }

    @Override
    public Optional<ChatModel> find(ModelRef model) {
        return offers.stream()
                .filter(offer -> offer.provider().id().equals(model.provider())
                        && offer.provider().configured())
                .findFirst()
                .flatMap(offer -> offer.models().apply(model.model()));
    }

    /**
     * A provider with its models.
     *
     * @param models the model of an id; empty if the provider does not offer it
     */
    public record Offer(Provider provider, Function<String, Optional<ChatModel>> models) {
        private static final int MOST_MODELS = 64;

        /**
         * The offer of a provider whose models are made when they are asked for.
         *
         * @param requires the environment variable that configures it
         */
        public static Offer of(
                String id, CatalogueEntry entry, boolean configured, String requires, Function<Model, ChatModel> make) {
            Provider provider = new Provider(
                    id, entry.name(), configured, entry.customModels(), Optional.of(requires), entry.models());
            return new Offer(provider, new ModelShelf(entry, MOST_MODELS, make));
        }
    }
}
