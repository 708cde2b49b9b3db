package io.deepwiki.application.streaming;

/** Takes the pieces of a text as a model writes them: in order, on the model's thread. */
@FunctionalInterface
public interface TokenSink {
    /**
     * Takes the next piece.
     *
     * @param piece whole code points, usually not empty
     * @throws ReaderGone when nobody wants the rest: the model stops at once
     */
    void accept(String piece);

    /**
     * Hears that the provider is asked now, which costs something even if no piece follows.
     *
     * @param promptTokens by our own estimate
     */
    default void asked(int promptTokens) {}
}
