package io.deepwiki.adapters.http.web;

import io.deepwiki.adapters.http.stream.Patience;
import io.deepwiki.adapters.http.web.BackendConnections.Line;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.Failure.UpstreamTimedOut;
import io.deepwiki.application.failure.FailureException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.TcpClientConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** One call of the API. It is broken off when it is closed before its end, and when its thread is interrupted: the socket is closed then. */
final class BackendCall implements AutoCloseable {
    private static final int PIECE = 16_384;

    private final Line line;
    private final Patience patience;
    private final HttpClientResponse answer;
    private volatile boolean late;
    private boolean whole;
    private boolean closed;

    /** @param sending sends the question, and gives the head of the answer */
    private BackendCall(Line line, Duration patience, Function<TcpClientConnection, HttpClientResponse> sending) {
        this.line = line;
        this.patience = new Patience(patience, this::expire);
        this.patience.begin();
        try {
            this.answer = sending.apply(line.begin());
        } catch (RuntimeException e) {
            close();
            throw new FailureException(failure(), e);
        } finally {
            this.patience.end();
        }
    }

    /**
     * Sends, and waits for the head of the answer.
     *
     * @throws FailureException BadUpstream {@code backend_unreachable}, UpstreamTimedOut {@code backend_timeout}
     */
    static BackendCall open(Line line, Duration patience, Function<TcpClientConnection, HttpClientResponse> sending)
            throws InterruptedException {
        try {
            return new BackendCall(line, patience, sending);
        } catch (FailureException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("whoever asked has left");
            }
            throw e;
        }
    }

    private synchronized void expire() {
        if (!closed) {
            late = true;
            line.breakOff();
        }
    }

    private Failure failure() {
        return late
                ? new UpstreamTimedOut("backend_timeout", "The API has said nothing for too long: try again later.")
                : new BadUpstream(
                        "backend_unreachable",
                        "The API cannot be reached: it may be starting, or stopped. Try again in a moment.");
    }

    Status status() {
        return answer.status();
    }

    List<String> header(HeaderName name) {
        return answer.headers().all(name, List::of);
    }

    /** How many bytes the body has, if that is told. */
    OptionalLong length() {
        return header(HeaderNames.TRANSFER_ENCODING).isEmpty()
                ? answer.headers().contentLength()
                : OptionalLong.empty();
    }

    /**
     * Passes the body on, each piece as it comes.
     *
     * @throws Cut if the API did not send all of it
     * @throws IOException if it cannot be passed on
     */
    void copyTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        InputStream in = answer.inputStream();
        for (int bytes = read(in, piece); bytes >= 0; bytes = read(in, piece)) {
            out.write(piece, 0, bytes);
            out.flush();
        }
        whole = true;
    }

    private int read(InputStream in, byte[] piece) throws IOException {
        patience.begin();
        try {
            return in.read(piece);
        } catch (InsufficientDataAvailableException e) {
            if (endsWithConnection()) {
                return -1;
            }
            throw new Cut(late, e);
        } catch (RuntimeException | IOException e) {
            throw new Cut(late, e);
        } finally {
            patience.end();
        }
    }

    private boolean endsWithConnection() {
        return length().isEmpty() && header(HeaderNames.TRANSFER_ENCODING).isEmpty();
    }

    /** The API ended its answer in the middle. */
    static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;

        private Cut(boolean late, Exception cause) {
            super(late ? "silent for too long" : "broken off", cause);
        }
    }

    @Override
    public synchronized void close() {
        patience.silence();
        closed = true;
        if (whole) {
            answer.close();
            line.end();
        } else {
            line.breakOff();
        }
    }
}
