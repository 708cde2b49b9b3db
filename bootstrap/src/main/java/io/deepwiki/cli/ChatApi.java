package io.deepwiki.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Answers of the service, which go on when the connection does not: whatever may be tried again is a {@link ConnectionLost}. */
final class ChatApi {
    static final Duration TO_STOP = Duration.ofSeconds(1);

    private static final String STREAM_ID = "X-Stream-Id";
    private static final String NDJSON = "application/x-ndjson";

    private final ServiceApi api;
    private final SteadyHttp http;

    ChatApi(ServiceApi api) {
        this.api = api;
        this.http = new SteadyHttp(api);
    }

    /**
     * Asks; the same question under the same name is asked only once, however often it is sent.
     *
     * @param name 1 to 255 visible ASCII characters
     * @param again whether it was sent before: then a service that is just starting is waited for
     */
    AnswerLines ask(ApiJson.Question question, String name, boolean again) throws ConnectionLost {
        SteadyHttp.Response response = http.sent(asking(question, name));
        if (response.fine()) {
            return lines(response);
        }
        Refusal refusal = http.refusal(response);
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
        SteadyHttp.Response response = http.sent(api.request(path(stream) + "/content?offset=" + offset)
                .header("Accept", NDJSON)
                .GET()
                .build());
        if (response.fine()) {
            return lines(response);
        }
        throw cannotGoOn(
                String.valueOf(SteadyHttp.unlessPassing(http.refusal(response)).getMessage()));
    }

    private static AnswerLines lines(SteadyHttp.Response response) {
        return new AnswerLines(response.head().headers().firstValue(STREAM_ID), response.body());
    }

    /** What to tell when the rest of an answer cannot be had. */
    static CommandFailure cannotGoOn(String why) {
        return new CommandFailure(
                ExitCode.FAILED, "\nThe connection was lost, and the answer cannot be gone on with: " + why);
    }

    /** Whether an answer is still being written, as far as it is stored. */
    boolean running(String stream) throws ConnectionLost {
        return "running"
                .equals(ApiJson.read(http.text(path(stream)), ApiJson.AnswerState.class)
                        .state());
    }

    /** The report of a research, in Markdown. */
    String report(String stream) throws ConnectionLost {
        return http.text(path(stream) + "/report");
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
                    try (ArrivingBytes unread = new ArrivingBytes(SteadyHttp.SILENCE)) {
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

    /** What to make of a connection that broke while something came. */
    ConnectionLost brokenOff(IOException why) {
        return http.brokenOff(why);
    }
}
