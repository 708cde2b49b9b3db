package io.deepwiki.adapters.http.web;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.adapters.http.access.RequestId;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.adapters.http.web.Backend.Question;
import io.deepwiki.adapters.http.web.BackendCall.Cut;
import io.deepwiki.adapters.http.web.ProxyRoute.Kind;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Passes on what the UI asks of the API, and what the API answers: the lines of one table, the headers of two lists, bytes as they come. */
public final class ApiProxy {
    private static final System.Logger LOG = System.getLogger(ApiProxy.class.getName());
    private static final int UNAUTHORIZED = 401;

    private static final List<HeaderName> ASKED = List.of(
            HeaderNames.ACCEPT,
            HeaderNames.CONTENT_TYPE,
            HeaderNames.create("Idempotency-Key"),
            HeaderNames.create("X-Stream-Detach"));

    private static final List<HeaderName> ANSWERED = List.of(
            HeaderNames.CONTENT_TYPE,
            HeaderNames.CONTENT_DISPOSITION,
            HeaderNames.CACHE_CONTROL,
            HeaderNames.create("X-Accel-Buffering"),
            HeaderNames.RETRY_AFTER,
            HeaderNames.ALLOW,
            HeaderNames.ETAG,
            HeaderNames.create("X-Stream-Id"),
            RequestId.HEADER,
            HeaderNames.create("Stream-Closed"));

    private final Backend backend;
    private final long body;
    private final long exportBody;

    /**
     * A proxy in front of one API.
     *
     * @param body most bytes of a question
     * @param exportBody of what is to be exported
     */
    public ApiProxy(Backend backend, long body, long exportBody) {
        this.backend = backend;
        this.body = body;
        this.exportBody = exportBody;
    }

    public void register(Routes routes, WebAccess access) {
        for (ProxyRoute route : ProxyRoute.TABLE) {
            routes.add(
                    "Proxy",
                    route.method(),
                    route.browser(),
                    access.behind((request, response) -> pass(route, request, response)));
        }
    }

    private void pass(ProxyRoute route, ServerRequest request, ServerResponse response) {
        Question question = question(route, request);
        if (route.kind() == Kind.STREAM) {
            stream(question, response);
        } else {
            answer(question, response);
        }
    }

    private Question question(ProxyRoute route, ServerRequest request) {
        String query = request.query().rawValue();
        String path = route.path(request.path().pathParameters());
        Map<HeaderName, List<String>> headers = new HashMap<>();
        ASKED.forEach(name -> {
            if (request.headers().contains(name)) {
                headers.put(name, request.headers().all(name, List::of));
            }
        });
        headers.put(RequestId.HEADER, List.of(RequestId.of(request)));
        byte[] bytes = Body.read(request, route.kind() == Kind.EXPORT ? exportBody : body);
        return new Question(route.method(), query.isEmpty() ? path : path + "?" + query, headers, bytes);
    }

    private void answer(Question question, ServerResponse response) {
        try (BackendCall call = backend.ask(question)) {
            head(call, response);
            call.length().ifPresent(length -> response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length)));
            if (call.status().equals(Status.NO_CONTENT_204)) {
                response.send();
                return;
            }
            OutputStream out = response.outputStream(); // closed only behind a whole body: an end says that it is whole
            copy(call, out, response);
            out.close();
        } catch (InterruptedException | IOException e) {
            throw new CloseConnectionException("the answer was not passed on to its end", e);
        }
    }

    private void stream(Question question, ServerResponse response) {
        AtomicReference<Optional<BackendCall>> running = new AtomicReference<>(Optional.empty());
        try {
            ReaderWatch.write(
                    response,
                    () -> {
                        BackendCall call = backend.ask(question);
                        running.set(Optional.of(call));
                        head(call, response);
                    },
                    out -> copy(running.get().orElseThrow(), out, response));
        } finally {
            running.get().ifPresent(BackendCall::close);
        }
    }

    private static void head(BackendCall call, ServerResponse response) {
        if (call.status().code() == UNAUTHORIZED) {
            LOG.log(WARNING, "event=backend_refuses_key request_id={0}", RequestId.of(response));
        }
        response.status(call.status());
        ANSWERED.forEach(name -> {
            List<String> values = call.header(name);
            if (!values.isEmpty()) {
                response.header(name, values.toArray(String[]::new));
            }
        });
    }

    private static void copy(BackendCall call, OutputStream out, ServerResponse response) throws IOException {
        try {
            call.copyTo(out);
        } catch (Cut e) {
            if (!Thread.currentThread().isInterrupted()) { // else its reader has left
                LOG.log(WARNING, "event=backend_cut why={0} request_id={1}", e.getMessage(), RequestId.of(response));
            }
            throw e;
        }
    }
}
