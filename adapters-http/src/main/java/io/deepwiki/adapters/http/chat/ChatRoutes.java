package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.chat.AskQuestion;
import io.deepwiki.application.chat.AskQuestion.Answering;
import io.deepwiki.application.llm.ModelChoice;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Takes questions. */
public final class ChatRoutes {
    private static final String NDJSON = "application/x-ndjson";

    private final AskQuestion asking;
    private final ModelChoice models;
    private final long maxBody;

    public ChatRoutes(AskQuestion asking, ModelChoice models, long maxBody) {
        this.asking = asking;
        this.models = models;
        this.maxBody = maxBody;
    }

    public void register(Routes routes) {
        routes.post("Chat", "/chat/completions/stream", this::stream);
    }

    private void stream(ServerRequest request, ServerResponse response) {
        var question = ChatJson.question(Body.read(request, maxBody), models);
        Answering answering = asking.ask(question, ApiKeyFilter.caller(request));
        response.header(HeaderNames.create("X-Stream-Id"), answering.id().toString());
        boolean framed = request.headers().values(HeaderNames.ACCEPT).stream().anyMatch(accepted -> accepted.contains(NDJSON));
        try (var parts = answering.parts()) {
            if (framed) {
                new FramedAnswer(answering).send(response);
            } else {
                new PlainAnswer(parts).send(response);
            }
        }
    }
}
