package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpRequest;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.ReaderGone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;

/** One call: open until it is closed, and closable by any thread at any moment, before its head has come too. */
final class UpstreamCall implements AutoCloseable {
    private static final int BEGINNING = 64 << 10;
    private static final int UNAUTHORIZED = 401;

    private final CompletableFuture<HttpResponse<InputStream>> pending;
    private final Watchdog watchdog;
    private volatile boolean cancelled;

    private UpstreamCall(HttpClient client, java.net.http.HttpRequest request, Budgets budgets) {
        this.pending = client.sendAsync(request, BodyHandlers.ofInputStream());
        this.watchdog = new Watchdog(budgets, this::abort);
    }

    /**
     * Sends the request and waits for the head of the answer.
     *
     * @throws ModelException if there is none, or its status is not 2xx
     * @throws ReaderGone if the thread is interrupted
     */
    static UpstreamCall open(HttpClient client, HttpRequest request, Budgets budgets, Classifier classifier) {
        UpstreamCall call = new UpstreamCall(client, plain(request, classifier), budgets);
        try {
            int status = call.awaitHead();
            if (status / 100 != 2) {
                throw new ModelException(classifier.refused(new Classifier.Refusal(
                        status, call.beginning(), call.response().headers()::firstValue)));
            }
            return call;
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private static java.net.http.HttpRequest plain(HttpRequest request, Classifier classifier) {
        var plain = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        try {
            request.headers().forEach((name, values) -> values.forEach(value -> plain.header(name, value)));
        } catch (IllegalArgumentException _) {
            // A key with a line break in it, say: no server would take it, and the message shows it.
            throw new ModelException(
                    classifier.refused(new Classifier.Refusal(UNAUTHORIZED, "", _ -> Optional.empty())));
        }
        String body = request.body();
        return plain.method(
                        request.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private int awaitHead() {
        try {
            return pending.get().statusCode();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        } catch (CancellationException | ExecutionException e) {
            throw new ModelException(watchdog.expired() ? new TimedOut() : new Unreachable(), e);
        }
    }

    private HttpResponse<InputStream> response() {
        return pending.join();
    }

    int status() {
        return response().statusCode();
    }

    /** The media type without its parameters' meaning, in lower case; empty if there is none. */
    String type() {
        return response().headers().firstValue("Content-Type").orElse("").toLowerCase(java.util.Locale.ROOT);
    }

    /** The body, unpacked if it came packed though nobody asked for that. */
    InputStream body() {
        Optional<String> encoding = response().headers().firstValue("Content-Encoding");
        try {
            return encoding.filter("gzip"::equalsIgnoreCase).isPresent()
                    ? new GZIPInputStream(response().body())
                    : response().body();
        } catch (IOException e) {
            throw new ModelException(watchdog.expired() ? new TimedOut() : new Unreachable(), e);
        }
    }

    /** The first 64 KiB of the body as text; what cannot be read is left out. */
    String beginning() {
        try {
            return new String(body().readNBytes(BEGINNING), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    void fed() {
        watchdog.fed();
    }

    boolean expired() {
        return watchdog.expired();
    }

    void cancel() {
        cancelled = true;
        abort();
    }

    boolean cancelled() {
        return cancelled;
    }

    private void abort() {
        if (!pending.cancel(true) && !pending.isCompletedExceptionally()) {
            try {
                response().body().close();
            } catch (IOException e) {
                throw new UncheckedIOException("an answer could not be closed", e);
            }
        }
    }

    @Override
    public void close() {
        watchdog.close();
        abort();
    }
}
