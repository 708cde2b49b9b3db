package io.deepwiki.adapters.llm.anthropic;

import io.deepwiki.adapters.llm.http.Dialect;
import io.deepwiki.adapters.llm.http.Framing;
import io.deepwiki.adapters.llm.http.StreamEvent;

/** Anthropic's stream: events with names, the last of which is {@code message_stop}. */
final class AnthropicDialect implements Dialect {
    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public End end(StreamEvent event) {
        return event.name().equals("message_stop") ? End.HERE : End.NOT_YET;
    }

    /** A window that is full is a limit that was reached; LangChain4j knows only the other one. */
    @Override
    public StreamEvent mended(StreamEvent event) {
        return event.name().equals("message_delta")
                ? new StreamEvent(
                        event.name(), event.data().replace("\"model_context_window_exceeded\"", "\"max_tokens\""))
                : event;
    }
}
