package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Calls providers, blocking on the caller's thread, within budgets of time and bytes. It sees the bytes, so a stream that is cut, an error
 * inside a 200 and a page of HTML are failures here and never reach LangChain4j as success. Redirects are not followed: a key goes where the
 * operator sent it.
 */
public final class LlmHttp implements dev.langchain4j.http.client.HttpClient {
    private static final int MOST_OF_ANSWER = 32 << 20;
    private static final int LONGEST_EVENT = 1 << 20;
    private static final String END = "[DONE]";

    private final HttpClient client;
    private final Budgets budgets;
    private final Classifier classifier;

    private LlmHttp(HttpClient client, Budgets budgets, Classifier classifier) {
        this.client = client;
        this.budgets = budgets;
        this.classifier = classifier;
    }

    /** For LangChain4j's builders, which would set time-outs of their own: the budgets stand. */
    public static HttpClientBuilder builder(ExecutorService threads, Budgets budgets, Classifier classifier) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(budgets.connect())
                .executor(threads)
                .build();
        return new FixedBuilder(new LlmHttp(client, budgets, classifier), budgets);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try (UpstreamCall call = UpstreamCall.open(client, request, budgets, classifier)) {
            try {
                String body = new String(call.body().readNBytes(MOST_OF_ANSWER), StandardCharsets.UTF_8);
                Optional<ModelFailure> failure = classifier.inStream(body);
                if (failure.isPresent()) {
                    throw new ModelException(failure.get());
                }
                return SuccessfulHttpResponse.builder()
                        .statusCode(call.status())
                        .headers(Map.of())
                        .body(body)
                        .build();
            } catch (IOException e) {
                throw new ModelException(call.expired() ? new TimedOut() : new Unreachable(), e);
            }
        }
    }

    /** Our own reading of events takes the place of the given parser. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try (UpstreamCall call = UpstreamCall.open(client, request, budgets, classifier)) {
            if (follow(call, listener)) {
                listener.onClose();
            }
        } catch (RuntimeException e) {
            listener.onError(e);
        }
    }

    /** Whether the stream came to its end; not if the listener has had enough. */
    private boolean follow(UpstreamCall call, ServerSentEventListener listener) {
        if (!call.type().startsWith("text/event-stream")) {
            throw new ModelException(notAStream(call));
        }
        EventLines events = new EventLines(call.body(), LONGEST_EVENT);
        ServerSentEventContext context = new ServerSentEventContext(new Handle(call));
        try {
            for (Optional<String> event = events.next(); event.isPresent(); event = events.next()) {
                call.fed();
                String data = event.get();
                Optional<ModelFailure> failure = classifier.inStream(data);
                if (failure.isPresent()) {
                    throw new ModelException(failure.get());
                }
                listener.onEvent(new ServerSentEvent(null, data), context);
                if (call.cancelled()) {
                    return false;
                }
                if (data.equals(END)) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new ModelException(call.expired() ? new TimedOut() : new CutOff(""), e);
        }
        throw new ModelException(new CutOff(""));
    }

    /** A 200 that is no stream: an error object, or a page of somebody in between. */
    private ModelFailure notAStream(UpstreamCall call) {
        String body = call.beginning();
        return classifier.inStream(body).orElse(new ModelFailure.BadRequest());
    }

    private record Handle(UpstreamCall call) implements ServerSentEventParsingHandle {
        @Override
        public void cancel() {
            call.cancel();
        }

        @Override
        public boolean isCancelled() {
            return call.cancelled();
        }
    }
}
