package io.deepwiki.adapters.llm.gemini;

import io.deepwiki.adapters.llm.http.Dialect;
import io.deepwiki.adapters.llm.http.Framing;
import io.deepwiki.adapters.llm.http.StreamEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Gemini's stream: events without a mark behind the last one. It is whole if one told why the model stopped and the connection ended in good order. */
final class GeminiDialect implements Dialect {
    /** A model's name as a part of the address. */
    static String inPath(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public End end(StreamEvent event) {
        return event.data().contains("\"finishReason\"")
                        && GeminiEventJson.read(event.data())
                                .map(GeminiEventJson::stopped)
                                .orElse(false)
                ? End.MAY_END
                : End.NOT_YET;
    }

    @Override
    public StreamEvent mended(StreamEvent event) {
        return GeminiEventJson.read(event.data())
                .flatMap(GeminiEventJson::joined)
                .map(data -> new StreamEvent(event.name(), data))
                .orElse(event);
    }
}
