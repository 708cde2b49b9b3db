package io.deepwiki.adapters.llm.http;

/** How a provider writes its stream: into what it is cut, and how one sees that the answer is whole. Stateless. */
public interface Dialect {
    Framing framing();

    /** What an event says about the end of the answer. */
    End end(StreamEvent event);

    /** The event as LangChain4j reads it right; the same one unless there is something to mend. */
    default StreamEvent mended(StreamEvent event) {
        return event;
    }

    /** Whether an answer is whole. */
    enum End {
        /** There must be more. */
        NOT_YET,
        /** It is whole if the provider ends the connection in good order. */
        MAY_END,
        /** It is whole; what follows is not read. */
        HERE
    }
}
