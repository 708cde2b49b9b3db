package io.deepwiki.settings;

import java.util.List;

/**
 * Who makes vectors.
 *
 * @param model the openai embedder's
 * @param dimensions how many numbers a vector of it has
 */
public record EmbedderSettings(Type type, String model, int dimensions) {
    private static final List<Integer> DIMENSIONS = List.of(384, 768, 1024, 1536);

    /** A kind of embedder. */
    public enum Type {
        ONNX,
        OPENAI,
        NONE
    }

    public EmbedderSettings {
        new Checks()
                .that(
                        DIMENSIONS.contains(dimensions),
                        SettingKey.EMBEDDER_DIMENSIONS.key() + " must be 384, 768, 1024 or 1536, is " + dimensions)
                .done();
    }
}
