package io.deepwiki.adapters.llm.http;

import java.io.InputStream;

/** Into what a stream is cut. */
public enum Framing {
    /** Server-sent events. */
    EVENTS("text/event-stream") {
        @Override
        StreamEvents read(InputStream in, int longest) {
            return new EventLines(in, longest);
        }
    },
    /** A JSON object a line. */
    LINES("application/x-ndjson") {
        @Override
        StreamEvents read(InputStream in, int longest) {
            return new JsonLines(in, longest);
        }
    };

    private final String type;

    Framing(String type) {
        this.type = type;
    }

    abstract StreamEvents read(InputStream in, int longest);

    /** Whether a body of that media type, in lower case, is such a stream. */
    boolean fits(String mediaType) {
        return mediaType.startsWith(type);
    }
}
