package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpRequest;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.ReaderGone;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.TcpClientConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One call: open until it is closed, and closable by any thread at any moment, before its head has come too. */
final class UpstreamCall implements AutoCloseable {
    private static final int BEGINNING = 64 << 10;
    private static final int UNAUTHORIZED = 401;

    private final TcpClientConnection connection;
    private final Watchdog watchdog;
    private final HttpClientResponse response;
    private volatile boolean cancelled;
    private boolean connected;
    private boolean aborted;

    /**
     * Sends the request and waits for the head of the answer.
     *
     * @throws ModelException if there is none
     * @throws ReaderGone if the thread is interrupted
     */
    private UpstreamCall(Transport transport, HttpRequest request, Budgets budgets, Classifier classifier) {
        this.connection = transport.connection(URI.create(request.url()));
        this.watchdog = new Watchdog(budgets, this::abort);
        try {
            Connecting.within(budgets.connect(), this::connect);
            this.response = sent(transport, request, classifier);
        } catch (ModelException | ReaderGone e) {
            close();
            throw e;
        } catch (RuntimeException e) {
            close();
            throw broken(e);
        }
    }

    private void connect() {
        connection.connect();
        connected();
    }

    private HttpClientResponse sent(Transport transport, HttpRequest request, Classifier classifier) {
        try {
            return transport.send(request, connection);
        } catch (IllegalArgumentException _) {
            // A key with a line break in it, say: no server would take it, and the message shows it.
            throw new ModelException(
                    classifier.refused(new Classifier.Refusal(UNAUTHORIZED, "", _ -> Optional.empty())));
        }
    }

    /**
     * A call whose answer begins well.
     *
     * @throws ModelException if there is no answer, or its status is not 2xx
     * @throws ReaderGone if the thread is interrupted
     */
    static UpstreamCall open(Transport transport, HttpRequest request, Budgets budgets, Classifier classifier) {
        UpstreamCall call = new UpstreamCall(transport, request, budgets, classifier);
        try {
            if (call.status() / 100 != 2) {
                throw new ModelException(
                        classifier.refused(new Classifier.Refusal(call.status(), call.beginning(), call::header)));
            }
            return call;
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private RuntimeException broken(Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            return new ReaderGone();
        }
        return new ModelException(watchdog.expired() ? new TimedOut() : new Unreachable(), e);
    }

    /** From now on it can be aborted: the connection has a socket. */
    private synchronized void connected() {
        connected = true;
        if (aborted) {
            connection.closeResource();
        }
    }

    private synchronized void abort() {
        aborted = true;
        if (connected) {
            connection.closeResource();
        }
    }

    int status() {
        return response.status().code();
    }

    private Optional<String> header(String name) {
        return response.headers().first(HeaderNames.create(name));
    }

    /** The media type without its parameters' meaning, in lower case; empty if there is none. */
    String type() {
        return header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    /** The body, unpacked if it came packed though nobody asked for that. */
    InputStream body() {
        boolean endsWithConnection = header("Content-Length").isEmpty()
                && header("Transfer-Encoding").isEmpty();
        InputStream body = new ReceivedBody(response.inputStream(), endsWithConnection);
        try {
            return header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()
                    ? new GZIPInputStream(body)
                    : body;
        } catch (IOException e) {
            throw broken(e);
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

    /** The provider says that it lives and has nothing yet. */
    void queued() {
        watchdog.queued();
    }

    /** An event has come. */
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

    @Override
    public void close() {
        watchdog.close();
        abort();
    }
}
