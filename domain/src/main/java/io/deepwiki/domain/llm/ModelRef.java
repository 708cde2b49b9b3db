package io.deepwiki.domain.llm;

/** A model by its provider's name and its own, as in {@code builtin/outline-1}. */
public record ModelRef(String provider, String model) {
    public ModelRef {
        if (provider.isBlank() || model.isBlank()) {
            throw new IllegalArgumentException("a model has a provider and a name");
        }
    }

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
