package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.sse.ServerSentEvent;

/**
 * An event that is forgotten once it was heard. LangChain4j keeps all events of an answer until its end, for those who want them raw: some
 * 300 bytes for each token, of which nobody here makes use.
 */
final class PassingEvent extends ServerSentEvent {
    private String data;

    PassingEvent(StreamEvent event) {
        super(event.name().isEmpty() ? null : event.name(), "");
        this.data = event.data();
    }

    @Override
    public String data() {
        return data;
    }

    void forget() {
        data = "";
    }
}
