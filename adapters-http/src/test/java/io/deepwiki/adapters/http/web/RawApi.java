package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** An API that does on the wire what a test tells it, and remembers what it was asked. */
final class RawApi implements AutoCloseable {
    /** What it was asked, in the order in which that came in. */
    final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ServerSocket server;
    private final Script script;

    /** What it does when it is asked. */
    @FunctionalInterface
    interface Script {
        void answer(Asked asked, Wire wire) throws IOException, InterruptedException;
    }

    /**
     * A request.
     *
     * @param headers by their names in lower case
     * @param connection by which it came in, from 1
     */
    record Asked(String line, Map<String, List<String>> headers, String body, int connection) {
        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    /** The connection to whoever asked. */
    record Wire(InputStream in, OutputStream out) {
        void say(String text) throws IOException {
            out.write(text.getBytes(UTF_8));
            out.flush();
        }

        /** A whole answer of JSON. */
        void json(String body) throws IOException {
            say("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                    + body);
        }

        void begin() throws IOException {
            say("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        void chunk(String text) throws IOException {
            say(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
        }

        /** Whether the other side closes the connection, for which it waits. */
        boolean isLeft() throws IOException {
            return in.read() < 0;
        }
    }

    RawApi(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        try {
            for (int number = 1; ; number++) {
                Socket socket = server.accept();
                sockets.add(socket);
                int connection = number;
                Thread.ofVirtual().start(() -> serve(socket, connection));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            Wire wire = new Wire(socket.getInputStream(), socket.getOutputStream());
            while (true) {
                List<String> head = head(wire.in).lines().toList();
                Map<String, List<String>> headers = head.stream()
                        .skip(1)
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split(": ?", 2))
                        .collect(Collectors.groupingBy(
                                parts -> parts[0].toLowerCase(Locale.ROOT),
                                Collectors.mapping(parts -> parts[1], Collectors.toList())));
                int length = Integer.parseInt(
                        headers.getOrDefault("content-length", List.of("0")).getFirst());
                Asked it =
                        new Asked(head.getFirst(), headers, new String(wire.in.readNBytes(length), UTF_8), connection);
                asked.add(it);
                script.answer(it, wire);
            }
        } catch (IOException _) {
            // the other side has left
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] end = "\r\n\r\n".getBytes(UTF_8);
        while (head.size() < 4 || !Arrays.equals(end, tail(head))) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the end of the connection");
            }
            head.write(read);
        }
        return head.toString(UTF_8);
    }

    private static byte[] tail(ByteArrayOutputStream head) {
        byte[] bytes = head.toByteArray();
        return Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length);
    }

    /** Closes the connections that stand, as a restart does, and listens on. */
    void dropConnections() throws IOException {
        for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropConnections();
    }
}
