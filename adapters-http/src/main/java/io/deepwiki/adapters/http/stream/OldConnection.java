package io.deepwiki.adapters.http.stream;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection whose first request, if it is of HTTP/1.0, reads as one of HTTP/1.1. */
final class OldConnection implements ConnectionContext {
    private static final String OLD = " HTTP/1.0";
    private static final String CURRENT = " HTTP/1.1";

    private final ConnectionContext connection;
    private final int longest;
    private final DataReader reader = DataReader.create(this::read);
    private boolean begun;
    private boolean old;

    /** @param longest bytes of a first line; a longer one is passed on as it is */
    OldConnection(ConnectionContext connection, int longest) {
        this.connection = connection;
        this.longest = longest;
    }

    /** Whether the request was of HTTP/1.0; known once its first line was read. */
    boolean old() {
        return old;
    }

    private byte[] read() {
        DataReader from = connection.dataReader();
        if (begun) {
            from.ensureAvailable();
            return from.readBytes(from.available());
        }
        begun = true;
        String line = new String(from.readBytes(lineEnd(from)), StandardCharsets.ISO_8859_1);
        old = line.endsWith(OLD);
        String current = old ? line.substring(0, line.length() - OLD.length()) + CURRENT : line;
        return current.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Waits for the end of the first line; of what is not one, what there is. */
    private int lineEnd(DataReader from) {
        try {
            return Math.min(from.findNewLine(longest), longest);
        } catch (IncorrectNewLineException _) {
            return from.available();
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public ListenerContext listenerContext() {
        return connection.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return connection.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return connection.dataWriter();
    }

    @Override
    public Router router() {
        return connection.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return connection.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return connection.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return connection.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return connection.localPeer();
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public String socketId() {
        return connection.socketId();
    }

    @Override
    public String childSocketId() {
        return connection.childSocketId();
    }
}
