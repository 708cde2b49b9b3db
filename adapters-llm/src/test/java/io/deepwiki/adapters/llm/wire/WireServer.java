package io.deepwiki.adapters.llm.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A provider on loopback that answers every request with the bytes of a script, no more and no less. */
public final class WireServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch left = new CountDownLatch(1);

    /** What happens on the wire once a request has been read. */
    @FunctionalInterface
    public interface Script {
        void play(Wire wire) throws IOException;
    }

    /** The server's end of a connection. */
    public record Wire(Socket socket, OutputStream out, CountDownLatch left) {
        public Wire send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        public Wire send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Says nothing until the client has gone. */
        public void hang() throws IOException {
            InputStream in = socket.getInputStream();
            try {
                while (in.read() >= 0) {
                    // what a client sends now does not matter
                }
            } finally {
                left.countDown();
            }
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    public WireServer(Script script) throws IOException {
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    /** The same without a path. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Heads and bodies, as they came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return open.size();
    }

    /** Opens when a client has closed a connection that a script held. */
    public CountDownLatch left() {
        return left;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(request(new BufferedInputStream(socket.getInputStream())));
            script.play(new Wire(socket, socket.getOutputStream(), left));
        } catch (IOException _) {
            left.countDown(); // the client broke off
        } finally {
            open.remove(socket);
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the request was cut");
            }
            head.write(read);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
