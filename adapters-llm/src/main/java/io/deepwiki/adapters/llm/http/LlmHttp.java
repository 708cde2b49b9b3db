package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import io.deepwiki.adapters.llm.http.Dialect.End;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.ReaderGone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Calls providers, blocking on the caller's thread, within budgets of time and bytes. It sees the bytes, so a stream that is cut, an error
 * inside a 200 and a page of HTML are failures here and never reach LangChain4j as success. Redirects are not followed: a key goes where the
 * operator sent it.
 */
final class LlmHttp implements dev.langchain4j.http.client.HttpClient {
    private static final int MOST_OF_ANSWER = 32 << 20;
    private static final int MOST_OF_STREAM = 256 << 20;
    private static final int LONGEST_EVENT = 1 << 20;

    private final Transport transport;
    private final Budgets budgets;
    private final Classifier classifier;
    private final Dialect dialect;

    LlmHttp(Transport transport, Budgets budgets, Classifier classifier, Dialect dialect) {
        this.transport = transport;
        this.budgets = budgets;
        this.classifier = classifier;
        this.dialect = dialect;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try (UpstreamCall call = UpstreamCall.open(transport, request, budgets, classifier)) {
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
                if (Thread.currentThread().isInterrupted()) {
                    throw new ReaderGone();
                }
                throw new ModelException(call.expired() ? new TimedOut() : new Unreachable(), e);
            }
        }
    }

    /** Our own reading of events takes the place of the given parser. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try (UpstreamCall call = UpstreamCall.open(transport, request, budgets, classifier)) {
            if (follow(call, listener)) {
                listener.onClose();
            }
        } catch (RuntimeException e) {
            listener.onError(e);
        }
    }

    /** Whether the stream came to its end; not if the listener has had enough. */
    private boolean follow(UpstreamCall call, ServerSentEventListener listener) {
        if (!dialect.framing().fits(call.type())) {
            throw new ModelException(notAStream(call));
        }
        try {
            return end(call, listener) != End.NOT_YET;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ReaderGone();
            }
            throw new ModelException(call.expired() ? new TimedOut() : new CutOff(""), e);
        }
    }

    /** Hands events on until the answer is whole. */
    private End end(UpstreamCall call, ServerSentEventListener listener) throws IOException {
        StreamEvents events =
                dialect.framing().read(new CappedStream(call.body(), MOST_OF_STREAM), LONGEST_EVENT, call::queued);
        ServerSentEventContext context = new ServerSentEventContext(new Handle(call));
        End end = End.NOT_YET;
        for (Optional<StreamEvent> event = events.next(); event.isPresent(); event = events.next()) {
            call.fed();
            hand(event.get(), listener, context);
            if (call.cancelled()) {
                return End.NOT_YET;
            }
            End here = dialect.end(event.get());
            end = here == End.NOT_YET ? end : here;
            if (end == End.HERE) {
                return end;
            }
        }
        if (end == End.NOT_YET) {
            throw new ModelException(new CutOff(""));
        }
        return end;
    }

    private void hand(StreamEvent event, ServerSentEventListener listener, ServerSentEventContext context) {
        Optional<ModelFailure> failure = classifier.inStream(event.data());
        if (failure.isPresent()) {
            throw new ModelException(failure.get());
        }
        PassingEvent passing = new PassingEvent(dialect.mended(event));
        listener.onEvent(passing, context);
        passing.forget();
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
