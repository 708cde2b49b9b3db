package io.deepwiki.adapters.llm.wire;

import io.deepwiki.adapters.llm.wire.WireServer.Script;
import io.deepwiki.adapters.llm.wire.WireServer.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** Scripts that answer by HTTP, in good order and not. */
final class Answers {
    private final String type;

    /** @param type the media type of the dialect's streams */
    Answers(String type) {
        this.type = type;
    }

    /** A head after which a body follows that ends with the connection. */
    String head() {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
    }

    Script stream(String body) {
        return wire -> wire.send(head() + body);
    }

    /** Byte after byte. */
    Script crumbs(String body) {
        byte[] bytes = (head() + body).getBytes(StandardCharsets.UTF_8);
        return wire -> {
            for (int i = 0; i < bytes.length; i++) {
                wire.send(Arrays.copyOfRange(bytes, i, i + 1));
            }
        };
    }

    /** In chunks of seven bytes, which cut characters and marks. */
    Script chunked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return wire -> {
            wire.send(chunks());
            for (int i = 0; i < bytes.length; i += 7) {
                byte[] chunk = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 7));
                wire.send(Integer.toHexString(chunk.length) + "\r\n")
                        .send(chunk)
                        .send("\r\n");
            }
            wire.send("0\r\n\r\n");
        };
    }

    /** A head and one chunk, but no last one. */
    String chunk(String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return chunks() + Integer.toHexString(length) + "\r\n" + body + "\r\n";
    }

    private String chunks() {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    Script gzip(String body) {
        return wire -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + type
                            + "\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
                    .send(packed.toByteArray());
        };
    }

    /** A line that never ends. */
    void endless(Wire wire) throws IOException {
        wire.send(head() + "data: ");
        String block = "x".repeat(64 << 10);
        for (int i = 0; i < 64; i++) {
            wire.send(block);
        }
        wire.hang();
    }

    /** The same again and again, every 20 ms, until the client has gone. */
    Script drip(String before, String again) {
        return wire -> {
            wire.send(head() + before);
            while (true) {
                wire.send(again);
                LockSupport.parkNanos(20_000_000);
            }
        };
    }

    /** The same, but only so many times, and then an end. */
    Script drip(String before, String again, int times, String end) {
        return wire -> {
            wire.send(head() + before);
            for (int i = 0; i < times; i++) {
                wire.send(again);
                LockSupport.parkNanos(20_000_000);
            }
            wire.send(end);
        };
    }

    /**
     * A body of known length.
     *
     * @param status and, behind it, lines of other headers
     */
    static Script body(String status, String type, String body) {
        return wire -> wire.send("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }
}
