package io.deepwiki.application.llm.port;

import io.deepwiki.domain.llm.ModelRef;
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

    /** A model by its id and the name that people see. */
    record Model(String id, String name) {}
}
