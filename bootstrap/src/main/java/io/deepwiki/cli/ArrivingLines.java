package io.deepwiki.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of JSON as they come. A line that is not whole is none. */
final class ArrivingLines<T> implements AutoCloseable {
    private final ArrivingBytes bytes;
    private final Class<T> type;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] piece = {};
    private int at;

    /** @param type of each line */
    ArrivingLines(ArrivingBytes bytes, Class<T> type) {
        this.bytes = bytes;
        this.type = type;
    }

    /**
     * The next line; empty at the end.
     *
     * @throws IOException if the connection broke
     */
    Optional<T> next() throws IOException {
        while (true) {
            while (at < piece.length) {
                byte next = piece[at++];
                if (next == '\n') {
                    return Optional.of(whole());
                }
                line.write(next);
            }
            Optional<byte[]> more = bytes.next();
            if (more.isEmpty()) {
                return Optional.empty();
            }
            piece = more.get();
            at = 0;
        }
    }

    private T whole() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return ApiJson.read(text, type);
    }

    /** Hangs up. */
    @Override
    public void close() {
        bytes.close();
    }
}
