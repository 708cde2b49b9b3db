package io.deepwiki.adapters.persistence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes to a server and back, until it falls silent: then connections stay open, and nothing comes any more. */
final class SilentProxy implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    /** @param url of JDBC */
    SilentProxy(String url) throws IOException {
        server = URI.create(url.substring(JDBC.length()));
        Thread.ofVirtual().start(this::accept);
    }

    /** The server's URL, through here. */
    String url() {
        return JDBC + server.getScheme() + "://127.0.0.1:" + door.getLocalPort() + server.getPath();
    }

    void fallSilent() {
        silent = true;
    }

    /** For whoever connects from now on. */
    void speakAgain() {
        silent = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket upstream = new Socket();
                upstream.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                sockets.addAll(List.of(client, upstream));
                Thread.ofVirtual().start(() -> pass(client, upstream));
                Thread.ofVirtual().start(() -> pass(upstream, client));
            }
        } catch (IOException _) {
            // it is closed
        }
    }

    private void pass(Socket from, Socket to) {
        boolean dead = false;
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                dead |= silent;
                if (!dead) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } catch (IOException _) {
            // one side has hung up
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
