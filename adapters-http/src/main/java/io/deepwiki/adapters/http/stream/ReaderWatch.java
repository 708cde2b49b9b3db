package io.deepwiki.adapters.http.stream;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that a reader leaves while nothing is being written: a thread waits for the connection to say something, and all that it can say is
 * that it is closed. The connection serves nothing else afterwards, and is closed here.
 */
public final class ReaderWatch {
    private ReaderWatch() {}

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
     * @throws CloseConnectionException at the end, always: the connection is over
     */
    public static void write(ServerResponse response, Beginning beginning, Writing writing) {
        ConnectionContext connection = Connections.current();
        Thread writer = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        response.header(HeaderNames.CONNECTION, "close");
        Thread.ofVirtual().name("reader-watch").start(() -> {
            awaitClosing(connection);
            synchronized (over) {
                if (!over.get()) {
                    writer.interrupt();
                }
            }
        });
        try {
            beginning.run();
            try (OutputStream out = response.outputStream()) {
                writing.run(out);
            }
            end(response);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the reader left", e);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the reader left", e);
        } finally {
            synchronized (over) {
                over.set(true);
                Thread.interrupted();
            }
        }
        connection.serverSocket().close();
        throw new CloseConnectionException("the stream is over");
    }

    /** The last chunk, by which a reader tells the end from a broken connection: the server would send it after the route, but we do not return. */
    private static void end(ServerResponse response) {
        if (response instanceof RoutingResponse routed) {
            routed.commit();
        }
    }

    private static void awaitClosing(ConnectionContext connection) {
        try {
            connection.dataReader().ensureAvailable();
            awaitMore(connection);
        } catch (RuntimeException _) {
            // closed, by the reader or by us: that is what was waited for
        }
    }

    /** Bytes that nobody asked for are not an end: the end comes behind them. */
    private static void awaitMore(ConnectionContext connection) {
        while (true) {
            connection.dataReader().skip(connection.dataReader().available());
            connection.dataReader().ensureAvailable();
        }
    }
}
