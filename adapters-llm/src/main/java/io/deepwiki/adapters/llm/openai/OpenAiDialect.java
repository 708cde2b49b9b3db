package io.deepwiki.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.deepwiki.adapters.llm.http.Dialect;
import io.deepwiki.adapters.llm.http.Framing;
import io.deepwiki.adapters.llm.http.StreamEvent;
import java.util.Map;

/** OpenAI's protocol, which many servers speak: events, and {@code [DONE]} behind the last one. */
public final class OpenAiDialect implements Dialect {
    /** A server of one's own often wants no key, but LangChain4j does. */
    static final String NO_KEY = "none";

    private static final String DONE = "[DONE]";

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public End end(StreamEvent event) {
        return event.data().strip().equals(DONE) ? End.HERE : End.NOT_YET;
    }

    /**
     * How a server is asked.
     *
     * @param headers the key among them
     * @param query is put behind every address
     */
    public record Endpoint(String baseUrl, Map<String, String> headers, Map<String, String> query) {
        public Endpoint {
            headers = Map.copyOf(headers);
            query = Map.copyOf(query);
        }

        /** With a key as OpenAI wants it. */
        public static Endpoint bearer(String baseUrl, String key) {
            return new Endpoint(baseUrl, Map.of("Authorization", "Bearer " + key), Map.of());
        }

        /** Does not show the headers: a key is among them. */
        @Override
        public String toString() {
            return "Endpoint[" + baseUrl + "]";
        }
    }

    /** A model that such a server has. */
    public static StreamingChatModel model(HttpClientBuilder http, Endpoint endpoint, String id) {
        return OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .customHeaders(endpoint.headers())
                .customQueryParams(endpoint.query())
                .modelName(id)
                .returnThinking(false)
                .build();
    }
}
