package io.deepwiki.domain.llm;

/**
 * Where vectors can be compared: those of one model, in one version, made from texts that were prepared in one way. Vectors of two spaces have
 * nothing to do with each other.
 *
 * @param name tells it from all others, 1 to 200 characters, as in {@code bge-small-en-v1.5-q/1}
 * @param dimension how many numbers a vector has
 */
public record EmbeddingSpace(String name, int dimension) {
    private static final int LONGEST_NAME = 200;

    public EmbeddingSpace {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a space has 1 to " + LONGEST_NAME + " characters");
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("a vector has 1 number or more");
        }
    }
}
