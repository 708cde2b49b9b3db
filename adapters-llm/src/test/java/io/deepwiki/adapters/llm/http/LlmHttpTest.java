package io.deepwiki.adapters.llm.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.deepwiki.adapters.llm.openai.OpenAiDialect;
import io.deepwiki.adapters.llm.wire.WireServer;
import io.deepwiki.application.llm.port.ModelFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LlmHttpTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Budgets PATIENT = new Budgets(LONG, LONG, LONG, LONG);

    /** As LangChain4j does, it keeps all events. */
    private static final class Keeping implements ServerSentEventListener {
        private final List<ServerSentEvent> kept = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            kept.add(event);
            heard.add(event.data());
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }
    }

    private static final class NoFailure implements Classifier {
        @Override
        public ModelFailure refused(Refusal refusal) {
            throw new AssertionError(refusal.body());
        }

        @Override
        public Optional<ModelFailure> inStream(String event) {
            return Optional.empty();
        }
    }

    @Test
    void an_event_that_was_heard_holds_nothing_any_more() throws IOException {
        String body = "data: {\"a\":1}\n\ndata: {\"b\":2}\n\ndata: [DONE]\n\n";
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + body.length() + "\r\n\r\n";
        Keeping listener = new Keeping();
        try (WireServer server = new WireServer(wire -> wire.send(head + body))) {
            HttpRequest request = HttpRequest.builder()
                    .method(HttpMethod.POST)
                    .url(server.url().toString())
                    .body("{}")
                    .build();
            new LlmHttp(new Transport(PATIENT), PATIENT, new NoFailure(), new OpenAiDialect())
                    .execute(request, new DefaultServerSentEventParser(), listener);
        }
        assertThat(listener.heard).startsWith("{\"a\":1}", "{\"b\":2}");
        assertThat(listener.kept).extracting(ServerSentEvent::data).containsOnly("");
    }
}
