package io.deepwiki.application.llm;

import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.domain.llm.ModelRef;
import java.util.List;
import java.util.Optional;

/** Tells which models can be asked. */
public final class ListModels {
    private final ChatModels models;

    public ListModels(ChatModels models) {
        this.models = models;
    }

    /** Every provider that is known, configured or not, and what is asked when nobody chooses. */
    public Catalogue catalogue() {
        return new Catalogue(models.providers().stream().map(ListModels::shown).toList(), models.preferred());
    }

    private static ModelProvider shown(ChatModels.Provider provider) {
        List<ModelName> names = provider.models().stream()
                .map(model -> new ModelName(model.id(), model.name()))
                .toList();
        return new ModelProvider(
                provider.id(),
                provider.name(),
                provider.configured(),
                provider.customModels(),
                provider.requires(),
                names);
    }

    /** All there is to choose from. */
    public record Catalogue(List<ModelProvider> providers, ModelRef preferred) {
        public Catalogue {
            providers = List.copyOf(providers);
        }
    }

    /**
     * Somebody who offers models.
     *
     * @param requires the environment variable that configures it; empty if it needs none
     */
    public record ModelProvider(
            String id,
            String name,
            boolean configured,
            boolean customModels,
            Optional<String> requires,
            List<ModelName> models) {
        public ModelProvider {
            models = List.copyOf(models);
        }
    }

    /** A model by its id and the name that people see. */
    public record ModelName(String id, String name) {}
}
