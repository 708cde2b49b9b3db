package io.deepwiki.application.streaming;

/** Takes the pieces of a text as a model writes them: in order, on the model's thread. */
@FunctionalInterface
public interface TokenSink {
    /** What of a prompt is not given to a model because it is too much for it. */
    enum Cut {
        /** The middle of the last message. */
        QUESTION,

        /** Older messages. */
        HISTORY,

        /** A part of the file that the reader has open. */
        FILE
    }

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

    /** Takes a line that tells the reader something of the text before it begins. */
    default void note(String line) {
        accept(line + "\n\n");
    }

    /** Hears that the text is whole: what was held back goes on now. */
    default void whole() {}

    /** Hears that the text begins anew: what was taken and not passed on is forgotten. */
    default void again() {}

    /** Hears, before the provider is asked, that something of the prompt is left out. What was only retrieved goes without a word. */
    default void cut(Cut what) {}
}
