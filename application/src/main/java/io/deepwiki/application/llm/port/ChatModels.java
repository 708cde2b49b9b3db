package io.deepwiki.application.llm.port;

import io.deepwiki.domain.llm.ModelLimits;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import java.util.List;
import java.util.Optional;

/** The language models that this installation knows. */
public interface ChatModels {
    /** Every provider, configured or not, in the order in which people see them. */
    List<Provider> providers();

    /** What is asked when a request names none. */
    ModelRef preferred();

    /** The model; empty if its provider is not known, not configured, or does not offer it. */
    Optional<ChatModel> find(ModelRef model);

    /** What the model's tokens cost; empty if that is not known, as for a model that is not listed. */
    default Optional<Price> price(ModelRef model) {
        return providers().stream()
                .filter(provider -> provider.id().equals(model.provider()))
                .flatMap(provider -> provider.models().stream())
                .filter(listed -> listed.id().equals(model.model()))
                .findFirst()
                .flatMap(Model::price);
    }

    /**
     * Somebody who offers models.
     *
     * @param id as in {@code openai}
     * @param customModels whether models that are not listed may be asked for
     * @param requires the environment variable that configures it; empty if it needs none
     */
    record Provider(
            String id,
            String name,
            boolean configured,
            boolean customModels,
            Optional<String> requires,
            List<Model> models) {
        public Provider {
            models = List.copyOf(models);
        }
    }

    /**
     * A model by its id and the name that people see.
     *
     * @param limits empty if they are not known
     * @param price empty if it is not known
     */
    record Model(String id, String name, Optional<ModelLimits> limits, Optional<Price> price) {
        /** A model of which no more is known. */
        public Model(String id, String name) {
            this(id, name, Optional.empty(), Optional.empty());
        }
    }
}
