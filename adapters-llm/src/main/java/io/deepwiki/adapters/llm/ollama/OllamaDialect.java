package io.deepwiki.adapters.llm.ollama;

import io.deepwiki.adapters.llm.http.Dialect;
import io.deepwiki.adapters.llm.http.Framing;
import io.deepwiki.adapters.llm.http.StreamEvent;

/** Ollama's stream: an object a line, the last of which says that it is done. */
final class OllamaDialect implements Dialect {
    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public End end(StreamEvent event) {
        return event.data().contains("\"done\"")
                        && OllamaLineJson.read(event.data()).done()
                ? End.HERE
                : End.NOT_YET;
    }
}
