package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.ChatStreams;
import io.deepwiki.domain.chat.StreamId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers that were begun before: where they stand, their text from some byte on, and how they are stopped. */
public final class StreamRoutes {
    private static final HeaderName CLOSED = HeaderNames.create("Stream-Closed");

    private final ChatStreams streams;

    public StreamRoutes(ChatStreams streams) {
        this.streams = streams;
    }

    public void register(Routes routes) {
        routes.get("Chat", "/api/chat/streams/{id}", this::look)
                .get("Chat", "/api/chat/streams/{id}/content", this::content)
                .post("Chat", "/api/chat/streams/{id}/cancel", this::cancel);
    }

    private void look(ServerRequest request, ServerResponse response) {
        Reply.json(response, StreamJson.of(streams.look(id(request), ApiKeyFilter.caller(request))));
    }

    private void content(ServerRequest request, ServerResponse response) {
        long offset = Reply.number(request, "offset", 0, 999_999_999).orElse(0);
        Answering answering = streams.resume(id(request), ApiKeyFilter.caller(request), offset);
        if (answering.over()) {
            response.header(CLOSED, "true");
        }
        AnswerForm.asked(request).sendAgain(answering, response);
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        boolean ran = streams.cancel(id(request), ApiKeyFilter.caller(request));
        response.status(ran ? Status.ACCEPTED_202 : Status.OK_200);
        Reply.json(
                response, new StreamJson.Told(ran ? "The answer is being stopped." : "The answer was over already."));
    }

    private static StreamId id(ServerRequest request) {
        return new StreamId(Reply.id(request, "id"));
    }
}
