package io.deepwiki.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service that writes one answer, byte for byte as on the wire, and closes connections wherever a test says. */
final class CuttingService implements AutoCloseable {
    private static final Pattern OFFSET = Pattern.compile("^GET \\S+/s1/content\\?offset=(\\d+) ");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Answers answers;
    private final IntSupplier cuts;

    /** What is written to whoever has so many bytes. */
    @FunctionalInterface
    interface Answers {
        String from(int offset);
    }

    /** @param cuts after how many bytes the next connection is closed */
    CuttingService(Answers answers, IntSupplier cuts) throws IOException {
        this.answers = answers;
        this.cuts = cuts;
        Thread.ofVirtual().start(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The heads of all requests. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** All bytes that one who has {@code offset} bytes of the text is sent. */
    static byte[] wire(String lines) {
        StringBuilder wire = new StringBuilder("""
                HTTP/1.1 200 OK\r
                Content-Type: application/x-ndjson\r
                X-Stream-Id: s1\r
                Transfer-Encoding: chunked\r
                Connection: close\r
                \r
                """);
        for (String line : lines.split("(?<=\n)", -1)) {
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            wire.append(Integer.toHexString(length)).append("\r\n").append(line).append("\r\n");
            if (length == 0) {
                break;
            }
        }
        return wire.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void serve() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    answer(socket);
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        String head = request(new BufferedInputStream(socket.getInputStream()));
        requests.add(head);
        Matcher resumed = OFFSET.matcher(head);
        byte[] wire = wire(answers.from(resumed.find() ? Integer.parseInt(resumed.group(1)) : 0));
        OutputStream out = socket.getOutputStream();
        out.write(wire, 0, Math.min(wire.length, cuts.getAsInt()));
        out.flush();
    }

    /** Reads a request to its end, so that closing does not take back what was sent. */
    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(text);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
