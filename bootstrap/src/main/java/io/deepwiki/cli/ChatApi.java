package io.deepwiki.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers of the service, which go on when the connection does not: whatever may be tried again is a {@link ConnectionLost}. */
final class ChatApi {
    static final Duration TO_STOP = Duration.ofSeconds(1);

    private static final String STREAM_ID = "X-Stream-Id";
    private static final String NDJSON = "application/x-ndjson";
    private static final Duration HEAD = Duration.ofSeconds(90);

    /** The service shows every 15 s that it lives. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final ServiceApi api;

    ChatApi(ServiceApi api) {
        this.api = api;
    }

    /**
     * Asks; the same question under the same name is asked only once, however often it is sent.
     *
     * @param name 1 to 255 visible ASCII characters
     * @param again whether it was sent before: then a service that is just starting is waited for
     */
    AnswerLines ask(ApiJson.Question question, String name, boolean again) throws ConnectionLost {
        Response response = sent(asking(question, name));
        if (response.fine()) {
            return response.lines();
        }
        Refusal refusal = refusal(response);
        if (again && refusal.passing() && refusal.notBefore().isPositive()) {
            throw new ConnectionLost(refusal.failure(), refusal.notBefore());
        }
        throw refusal.failure();
    }

    private HttpRequest asking(ApiJson.Question question, String name) {
        return api.request("/chat/completions/stream")
                .header("Content-Type", "application/json")
                .header("Accept", NDJSON)
                .header("Idempotency-Key", name)
                .POST(BodyPublishers.ofString(ApiJson.write(question)))
                .build();
    }

    /** The rest of an answer, from a byte of its text on. */
    AnswerLines goOn(String stream, long offset) throws ConnectionLost {
        Response response = sent(api.request(path(stream) + "/content?offset=" + offset)
                .header("Accept", NDJSON)
                .GET()
                .build());
        if (response.fine()) {
            return response.lines();
        }
        throw cannotGoOn(String.valueOf(unlessPassing(refusal(response)).getMessage()));
    }

    /** What to tell when the rest of an answer cannot be had. */
    static CommandFailure cannotGoOn(String why) {
        return new CommandFailure(
                ExitCode.FAILED, "\nThe connection was lost, and the answer cannot be gone on with: " + why);
    }

    /** Whether an answer is still being written, as far as it is stored. */
    boolean running(String stream) throws ConnectionLost {
        return "running"
                .equals(ApiJson.read(text(path(stream)), ApiJson.AnswerState.class)
                        .state());
    }

    /** The report of a research, in Markdown. */
    String report(String stream) throws ConnectionLost {
        return text(path(stream) + "/report");
    }

    /** Asks for an answer to be stopped; whether that arrives in {@link #TO_STOP} or not. */
    void stop(String stream) {
        await(stopping(stream));
    }

    /**
     * The same for an answer whose head has not come yet: the question is sent once more, under its name, and its answer's head tells which
     * one to stop.
     */
    void stop(ApiJson.Question question, String name) {
        await(api.client()
                .sendAsync(asking(question, name), BodyHandlers.ofPublisher())
                .thenCompose(head -> {
                    Optional<String> stream = head.headers().firstValue(STREAM_ID);
                    try (ArrivingBytes unread = new ArrivingBytes(SILENCE)) {
                        head.body().subscribe(unread);
                    }
                    return stream.map(this::stopping).orElseGet(() -> CompletableFuture.completedFuture(true));
                }));
    }

    private CompletableFuture<Boolean> stopping(String stream) {
        HttpRequest request = api.request(path(stream) + "/cancel")
                .POST(BodyPublishers.noBody())
                .build();
        return api.client().sendAsync(request, BodyHandlers.discarding()).thenApply(_ -> true);
    }

    private static void await(CompletableFuture<Boolean> sending) {
        sending.orTimeout(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, _) -> "done what could be done")
                .join();
    }

    private static String path(String stream) {
        return "/api/chat/streams/" + ServiceApi.encoded(stream);
    }

    private String text(String path) throws ConnectionLost {
        Response response = sent(api.request(path).GET().build());
        if (response.fine()) {
            return whole(response);
        }
        throw unlessPassing(refusal(response));
    }

    /** What to tell of a refusal that will not pass. */
    private static CommandFailure unlessPassing(Refusal refusal) throws ConnectionLost {
        if (refusal.passing()) {
            throw new ConnectionLost(refusal.failure(), refusal.notBefore());
        }
        return refusal.failure();
    }

    /** An answer's head, and its body as it comes. */
    private record Response(HttpResponse<Flow.Publisher<List<ByteBuffer>>> head, ArrivingBytes body) {
        boolean fine() {
            return head.statusCode() == 200;
        }

        AnswerLines lines() {
            return new AnswerLines(head.headers().firstValue(STREAM_ID), body);
        }
    }

    private Response sent(HttpRequest request) throws ConnectionLost {
        var sending = api.client().sendAsync(request, BodyHandlers.ofPublisher());
        try {
            var head = sending.get(HEAD.toMillis(), TimeUnit.MILLISECONDS);
            ArrivingBytes body = new ArrivingBytes(SILENCE);
            head.body().subscribe(body);
            return new Response(head, body);
        } catch (ExecutionException | TimeoutException e) {
            sending.cancel(true);
            throw new ConnectionLost(
                    new CommandFailure(ExitCode.NO_SERVICE, "The service at " + api.base() + " cannot be reached.", e));
        } catch (InterruptedException e) {
            sending.cancel(true);
            throw ServiceApi.interrupted(e);
        }
    }

    private Refusal refusal(Response response) throws ConnectionLost {
        return Refusal.of(response.head(), whole(response));
    }

    private String whole(Response response) throws ConnectionLost {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArrivingBytes body = response.body()) {
            for (Optional<byte[]> next = body.next(); next.isPresent(); next = body.next()) {
                text.write(next.get());
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    /** What to make of a connection that broke while something came. */
    ConnectionLost brokenOff(IOException why) {
        String reason = Objects.requireNonNullElse(why.getMessage(), "the connection was closed");
        return new ConnectionLost(
                new CommandFailure(ExitCode.NO_SERVICE, "The service at " + api.base() + " broke off: " + reason, why));
    }
}
