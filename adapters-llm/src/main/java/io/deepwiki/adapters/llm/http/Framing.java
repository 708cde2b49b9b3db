package io.deepwiki.adapters.llm.http;

import java.io.InputStream;

/** Into what a stream is cut. */
public enum Framing {
    /** Server-sent events. */
    EVENTS("text/event-stream") {
        @Override
        StreamEvents read(InputStream in, int longest, Runnable comment) {
            return new EventLines(in, longest, comment);
        }
    },
    /** A JSON object a line. */
    LINES("application/x-ndjson") {
        @Override
        StreamEvents read(InputStream in, int longest, Runnable comment) {
            return new JsonLines(in, longest);
        }
    };

    private final String type;

    Framing(String type) {
        this.type = type;
    }

    /**
     * The events of a body.
     *
     * @param longest bytes of an event
     * @param comment called for what is no event but a sign of life
     */
    abstract StreamEvents read(InputStream in, int longest, Runnable comment);

    /** Whether a body of that media type, in lower case, is such a stream. */
    boolean fits(String mediaType) {
        return mediaType.startsWith(type);
    }
}
