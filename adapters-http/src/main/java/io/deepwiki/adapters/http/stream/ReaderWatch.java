package io.deepwiki.adapters.http.stream;

import static java.lang.System.Logger.Level.ERROR;

import io.deepwiki.adapters.http.access.RequestId;
import io.deepwiki.adapters.http.stream.Connections.Served;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Notices that a reader leaves while nothing is being written: a thread waits for the connection to say something, and all that it can say is
 * that it is closed. Notices a reader who stays and does not read, too. The connection serves nothing else afterwards, and is closed here.
 */
public final class ReaderWatch {
    private static final System.Logger LOG = System.getLogger(ReaderWatch.class.getName());

    private final Served served;
    private final ServerResponse response;
    private final Thread writer = Thread.currentThread();
    private final Object ending = new Object();
    private boolean over;

    private ReaderWatch(Served served, ServerResponse response) {
        this.served = served;
        this.response = response;
    }

    /** What is written while the reader is watched. */
    @FunctionalInterface
    public interface Writing {
        /** Writes, until it is done or the thread is interrupted. */
        void run(OutputStream out) throws IOException, InterruptedException;
    }

    /** What is decided before the first byte goes out. */
    @FunctionalInterface
    public interface Beginning {
        void run() throws InterruptedException;
    }

    /**
     * Waits for what must be known before the head is sent, then writes; interrupts both when the reader leaves.
     *
     * @param beginning may throw what becomes a status
     * @throws CloseConnectionException once the head is out, always: the connection is over
     */
    public static void write(ServerResponse response, Beginning beginning, Writing writing) {
        new ReaderWatch(Connections.current(), response).run(beginning, writing);
    }

    private void run(Beginning beginning, Writing writing) {
        response.header(HeaderNames.CONNECTION, "close");
        Thread.ofVirtual().name("reader-watch").start(this::awaitLeaving);
        try {
            begin(beginning);
            stream(writing);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the reader left", e);
        } finally {
            end();
        }
        closeConnection();
        throw new CloseConnectionException("the stream is over");
    }

    /** A refusal is answered by others, after this: only then may the connection be closed, and by itself it would stay open. */
    private void begin(Beginning beginning) throws InterruptedException {
        try {
            beginning.run();
        } catch (RuntimeException e) {
            response.whenSent(this::closeConnection);
            throw e;
        }
    }

    private void stream(Writing writing) throws InterruptedException {
        try {
            try (OutputStream out = new PatientOutput(response.outputStream(), served.patience(), this::interrupt)) {
                writing.run(out);
            }
            lastChunk();
        } catch (IOException | UncheckedIOException | CloseConnectionException e) {
            throw new CloseConnectionException("the reader left", e);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "event=stream_broke request_id=" + RequestId.of(response), e);
            throw new CloseConnectionException("the stream broke", e);
        }
    }

    /** By it a reader tells the end from a broken connection: the server would send it after the route, but we do not return. */
    private void lastChunk() {
        if (response instanceof RoutingResponse routed) {
            routed.commit();
        }
    }

    private void end() {
        synchronized (ending) {
            over = true;
            Thread.interrupted();
        }
    }

    private void interrupt() {
        synchronized (ending) {
            if (!over) {
                writer.interrupt();
            }
        }
    }

    private void closeConnection() {
        try {
            served.connection().serverSocket().close();
        } catch (UncheckedIOException _) {
            // the server has closed it already, since the reader asked for that
        }
    }

    private void awaitLeaving() {
        ConnectionContext connection = served.connection();
        try {
            connection.dataReader().ensureAvailable();
            awaitMore(connection);
        } catch (RuntimeException _) {
            // closed, by the reader or by us: that is what was waited for
        }
        interrupt();
    }

    /** Bytes that nobody asked for are not an end: the end comes behind them. */
    private static void awaitMore(ConnectionContext connection) {
        while (true) {
            connection.dataReader().skip(connection.dataReader().available());
            connection.dataReader().ensureAvailable();
        }
    }
}
