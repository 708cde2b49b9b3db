package io.deepwiki.adapters.http.stream;

import io.helidon.common.buffers.DataReader;
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

/** A connection whose one request is of HTTP/1.0 and reads as one of HTTP/1.1. */
final class OldConnection implements ConnectionContext {
    private static final String OLD = "HTTP/1.0";
    private static final String CURRENT = "HTTP/1.1\r\n";

    private final ConnectionContext connection;
    private final DataReader reader = DataReader.create(this::read);
    private boolean begun;

    OldConnection(ConnectionContext connection) {
        this.connection = connection;
    }

    private byte[] read() {
        DataReader from = connection.dataReader();
        if (begun) {
            from.ensureAvailable();
            return from.readBytes(from.available());
        }
        begun = true;
        String line = from.readLine();
        return (line.substring(0, line.length() - OLD.length()) + CURRENT).getBytes(StandardCharsets.ISO_8859_1);
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
