package io.deepwiki.adapters.llm.catalogue;

import io.deepwiki.application.llm.port.ChatModels.Model;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of a provider's models.
 *
 * @param name what people call the provider
 * @param customModels whether models that are not listed may be asked for
 * @param models the first one is what is asked when nobody chooses
 */
public record CatalogueEntry(String name, boolean customModels, List<Model> models) {
    /** What an id may look like; it may become part of a path, so that it begins with a letter or a digit. */
    private static final Pattern CUSTOM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");

    public CatalogueEntry {
        models = List.copyOf(models);
    }

    /** The model of an id; one that is not listed is taken as it is, where that is allowed. */
    public Optional<Model> find(String id) {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .or(() -> customModels && CUSTOM.matcher(id).matches() && !id.contains("..")
                        ? Optional.of(new Model(id, id))
                        : Optional.empty());
    }

    /** The same provider with these models. */
    public CatalogueEntry with(List<Model> others) {
        return new CatalogueEntry(name, customModels, others);
    }
}
