package io.deepwiki.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests for those who do not give up at once: whatever may go well when it is tried again is a {@link ConnectionLost}. */
final class SteadyHttp {
    private static final Duration HEAD = Duration.ofSeconds(90);

    /** The service shows every 15 s that it lives. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    private final ServiceApi api;

    SteadyHttp(ServiceApi api) {
        this.api = api;
    }

    /** An answer's head, and its body as it comes. */
    record Response(HttpResponse<Flow.Publisher<List<ByteBuffer>>> head, ArrivingBytes body) {
        boolean fine() {
            return head.statusCode() == 200;
        }
    }

    /** The answer to a request, whatever its status is. */
    Response sent(HttpRequest request) throws ConnectionLost {
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

    /**
     * The whole body of a good answer.
     *
     * @throws CommandFailure if the service refuses, and would do so again
     */
    String text(String path) throws ConnectionLost {
        Response response = sent(api.request(path).GET().build());
        if (response.fine()) {
            return whole(response);
        }
        throw unlessPassing(refusal(response));
    }

    /** What a response says that is no good answer. */
    Refusal refusal(Response response) throws ConnectionLost {
        return Refusal.of(response.head(), whole(response));
    }

    /** What to tell of a refusal that will not pass. */
    static CommandFailure unlessPassing(Refusal refusal) throws ConnectionLost {
        if (refusal.passing()) {
            throw new ConnectionLost(refusal.failure(), refusal.notBefore());
        }
        return refusal.failure();
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
